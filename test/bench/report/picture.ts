import type { ColumnId } from '../columns.js';
import type { Row } from './figures.js';

/** The rows of the picture, and what a reader who does not know the bench calls them. */
const shown: Readonly<Record<string, string>> = {
  script: 'Script, compressed',
  legible: 'Opening → status legible',
  'phone-legible': 'The same on a slow phone',
  'phone-blocked': 'Slow phone: page blocked',
  'load-work': 'Processor time to load',
  'frame-p50': 'Message → status painted',
  'update-work': 'Processor time of an update',
  'each-heap': 'Memory of each further tracker',
  burst: '500 trackers, one change each',
};

const contestants: readonly (readonly [ColumnId, string])[] = [
  ['floor', 'written by hand, no library'],
  ['usual', 'React, motion, supabase-js'],
  ['ours', 'order-status-tracker'],
];

const width = 760;
const labels = 250;
const bars = 400;
const bar = 13;
const rowHeight = contestants.length * bar + 19;
const head = 58;

/** A picture of the main rows: within each row, the longest bar is the largest figure. */
export function drawPicture(all: readonly Row[], measured: string): string {
  const rows = Object.entries(shown).flatMap(([id, title]) => {
    const row = all.find(({ definition }) => definition.id === id);
    return row ? [{ title, row }] : [];
  });
  const height = head + rows.length * rowHeight + 26;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
<title id="title">The element beside a tracker written by hand and beside the usual stack; shorter is better</title>
<style>
svg { font: 13px system-ui, sans-serif; background: #fff; }
text { fill: #1f1b18; }
.quiet { fill: #6b645e; font-size: 11px; }
.head { font-weight: 650; }
.floor { fill: #b5aea7; }
.usual { fill: #d9822b; }
.ours { fill: #2563eb; }
@media (prefers-color-scheme: dark) {
svg { background: #14110f; }
text { fill: #f3efeb; }
.quiet { fill: #a59d96; }
.floor { fill: #6f6862; }
.usual { fill: #e59a4c; }
.ours { fill: #6f9bff; }
}
</style>
<text class="head" x="16" y="24">Shorter is better</text>
${contestants.map(([column, name], at) => `<rect class="${column}" x="${16 + at * 210}" y="36" width="10" height="10" rx="2"/><text x="${32 + at * 210}" y="46">${name}</text>`).join('\n')}
${rows.map(({ title, row }, at) => drawRow(title, row, head + at * rowHeight)).join('\n')}
<text class="quiet" x="16" y="${height - 10}">npm run bench, ${measured}, Chromium, all on one computer</text>
</svg>
`;
}

function drawRow(title: string, { definition, figures }: Row, top: number): string {
  const longest = Math.max(...contestants.map(([column]) => figures[column]), 1e-9);
  const lines = contestants.map(([column], at) => {
    const y = top + 10 + at * bar;
    const length = Math.max(2, (figures[column] / longest) * bars);
    const value = `${figures[column].toFixed(definition.digits ?? 0)} ${definition.unit}`.trim();
    return `<rect class="${column}" x="${labels}" y="${y}" width="${length.toFixed(1)}" height="${bar - 3}" rx="2"/><text class="quiet" x="${(labels + length + 6).toFixed(1)}" y="${y + 9}">${value}</text>`;
  });
  return `<text x="16" y="${top + 10 + rowHeight / 2 - 8}">${title}</text>\n${lines.join('\n')}`;
}
