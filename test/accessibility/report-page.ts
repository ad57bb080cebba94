import type { Measurement } from '../support/test-records.js';
import type { Evidence, Judgement } from './conclude.js';
import { styles } from './report-styles.js';

/** What the page is made from. */
export interface Report {
  readonly version: string;
  readonly date: Date;
  readonly browser: string;
  readonly judgements: readonly Judgement[];
  readonly measurements: readonly Measurement[];
}

const conclusions = ['Supports', 'Partially Supports', 'Does Not Support', 'Not Applicable', 'Not Evaluated'] as const;

/** The tables of what was measured, in the order of the page. */
const tables: Readonly<Record<string, { heading: string; words: string; columns: readonly string[] }>> = {
  announcements: {
    heading: 'What a screen reader says over an evening',
    words: 'Time by the guest’s clock. Polite messages wait their turn; an assertive one is said at once.',
    columns: ['evening', 'time', 'region', 'text'],
  },
  axe: {
    heading: 'axe',
    words:
      'Every status with every connection, in each layout, theme, and direction or length of words. States: how many ' +
      'were shown. Rules: how many of axe’s rules (WCAG 2.0 to 2.2, A and AA, and best practice) had something to check.',
    columns: ['layout', 'theme', 'words', 'states', 'rules', 'violations'],
  },
  contrast: {
    heading: 'Contrast',
    words:
      'How many were measured, and the lowest of them. Text needs 4.5, large text and graphics 3. The look “plain” is ' +
      'the element’s own; the others are the demo’s themes.',
    columns: [
      ...['look', 'layout', 'theme', 'text', 'lowest of text'],
      ...['large text', 'lowest of large text', 'graphics', 'lowest of graphics'],
    ],
  },
  targets: {
    heading: 'Size of targets',
    words:
      'The smallest that each was drawn, in CSS pixels, over all states and layouts. WCAG asks for 24; we want 44.',
    columns: ['target', 'least width', 'least height'],
  },
  keyboard: {
    heading: 'The way of the keyboard',
    words: 'Real Tab keys, from the field before the card to the field after it.',
    columns: ['step', 'control', 'ring in px', 'contrast of the ring'],
  },
  conditions: {
    heading: 'Reflow, text size, text spacing, forced colours, reduced motion, print',
    words:
      'Each was played in the browser. What was looked for: text that is cut off, covered or pale, targets that are missed, signs that no longer differ, motion.',
    columns: ['condition', 'result'],
  },
};

/** The report as one page, with nothing outside it. */
export function reportPage(report: Report): string {
  const { version, date, browser, judgements } = report;
  const count = (wanted: string) => judgements.filter(({ conclusion }) => conclusion === wanted).length;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Accessibility report of order-status-tracker ${text(version)}</title>
<style>${styles}</style>
</head>
<body>
<header>
<h1>Accessibility report</h1>
<p><strong>order-status-tracker ${text(version)}</strong>, WCAG 2.2 level A and AA, in the rows of VPAT® 2.5.</p>
<dl>
<dt>Date</dt><dd>${text(date.toLocaleDateString('en-GB', { dateStyle: 'long' }))}</dd>
<dt>Tested in</dt><dd>${text(browser)}</dd>
<dt>Subject</dt><dd>The element <code>&lt;order-status-tracker&gt;</code> in its three layouts, by itself. The page around it, what it puts into slots, and <code>&lt;order-status-board&gt;</code> are not part of this report.</dd>
<dt>Method</dt><dd>Every conclusion follows from automated tests, named in its row, that were run for this report: “Supports” only if all of them passed, “Does Not Support” if one failed or did not run. No person with a screen reader took part; that is for an auditor to add.</dd>
</dl>
<ul class="counts">${conclusions.map((name) => `<li class="${classOf(name)}"><strong>${count(name)}</strong> ${name}</li>`).join('')}</ul>
</header>
<main>
${criteriaTable('A', report)}
${criteriaTable('AA', report)}
${Object.keys(tables)
  .map((key) => measuredTable(key, report))
  .join('\n')}
</main>
</body>
</html>
`;
}

function criteriaTable(level: 'A' | 'AA', { judgements }: Report): string {
  const rows = judgements.filter(({ criterion }) => criterion.level === level);
  return `<h2>Success criteria, level ${level}</h2>
<div class="wide" role="region" aria-label="Success criteria, level ${level}" tabindex="0"><table>
<thead><tr><th scope="col">Criterion</th><th scope="col">Conformance</th><th scope="col">Remarks</th><th scope="col">Shown by</th></tr></thead>
<tbody>
${rows.map(criterionRow).join('\n')}
</tbody></table></div>`;
}

function criterionRow({ criterion: { number, name, remark }, conclusion, evidence }: Judgement): string {
  return (
    `<tr><th scope="row">${text(`${number} ${name}`)}</th>` +
    `<td class="${classOf(conclusion)}"><strong>${conclusion}</strong></td>` +
    `<td>${text(remark)}</td>` +
    `<td>${evidence.length ? `<ul>${evidence.map(evidenceItem).join('')}</ul>` : 'No test'}</td></tr>`
  );
}

function evidenceItem({ file, words, passed, failed }: Evidence): string {
  const failures = failed.map((failure) => `<li>${text(failure.slice(0, 400))}</li>`).join('');
  return (
    `<li><code>${text(file)}</code>: “${text(words)}”, ${passed} passed` +
    `${failures && `, ${failed.length} failed<ul class="failed">${failures}</ul>`}</li>`
  );
}

function measuredTable(key: string, { measurements }: Report): string {
  const { heading = '', words = '', columns = [] } = tables[key] ?? {};
  const rows = measurements.filter(({ table }) => table === key).flatMap((measured) => measured.rows);
  const cells = rows.map(
    (row) => `<tr>${columns.map((column) => `<td>${text(row[column] ?? '–')}</td>`).join('')}</tr>`,
  );
  const head = columns.map((column) => `<th scope="col">${text(sentenceCase(column))}</th>`).join('');
  const table = `<div class="wide" role="region" aria-label="${text(heading)}" tabindex="0"><table><thead><tr>${head}</tr></thead>
<tbody>${cells.join('\n')}</tbody></table></div>`;
  return `<h2>${text(heading)}</h2>\n<p>${text(words)}</p>\n${rows.length ? table : '<p>Nothing was measured in this run.</p>'}`;
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function classOf(conclusion: string): string {
  return conclusion.toLowerCase().replaceAll(' ', '-');
}

function text(value: string | number): string {
  return `${value}`.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
