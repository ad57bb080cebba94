import { existsSync, readFileSync } from 'node:fs';
import { membersOf } from './event-docs.js';
import { type Declaration, type Described, elementsOf, type Manifest, type Member } from './manifest/manifest.js';
import { code, table } from './markdown-table.js';
import { optionsTable } from './option-docs.js';
import { chartOverview, stateDiagram } from './state-diagram.js';

/*
 * The parts of the guides and of src/ARCHITECTURE.md that are made from the code, each between `<!-- name -->` and
 * `<!-- /name -->`; and the samples, which are copies of files: `<!-- sample: path -->`, a fenced block,
 * `<!-- /sample -->`.
 */

/** A guide with its generated parts as they should be now: those that it has a place for. */
export function withFreshParts(guide: string, manifest: Manifest): string {
  const parts = { ...tablesOf(manifest), options: optionsTable(), chart: chartOverview() };
  const fresh = Object.entries(parts).reduce(
    (text, [name, content]) => (text.includes(`<!-- ${name} -->`) ? replacePart(text, name, content) : text),
    guide,
  );
  return withFreshSamples(fresh);
}

/** The names of all generated parts: each has to stand in some guide. */
export function partNames(manifest: Manifest): readonly string[] {
  return [...Object.keys(tablesOf(manifest)), 'options', 'chart'];
}

/** The text with every `<!-- sample: path -->` block as its file is now. A block whose file is gone is left as it is. */
export function withFreshSamples(text: string): string {
  return text.replace(samplePattern, (whole, path: string, language: string) => {
    if (!existsSync(path)) return whole;
    return `<!-- sample: ${path} -->\n\`\`\`${language}\n${readFileSync(path, 'utf8').trim()}\n\`\`\`\n<!-- /sample -->`;
  });
}

/** The files that samples are copies of. */
export function sampleFiles(text: string): readonly string[] {
  return [...text.matchAll(samplePattern)].map(([, path = '']) => path);
}

const samplePattern = /<!-- sample: (\S+) -->\n```(\w+)\n[\s\S]*?\n```\n<!-- \/sample -->/g;

function tablesOf(manifest: Manifest): Readonly<Record<string, string>> {
  const tracker = find(manifest, 'order-status-tracker');
  const board = find(manifest, 'order-status-board');
  return {
    attributes: attributeTable(tracker),
    properties: table(['Property', 'Meaning'], fields(tracker).map(row)),
    methods: table(['Method', 'What it does'], methods(tracker)),
    events: table(['Event', 'Class', 'Fires', 'Holds'], (tracker.events ?? []).map(eventRow)),
    slots: table(['Slot', 'Content'], (tracker.slots ?? []).map(row)),
    parts: table(['Part', 'What it is'], (tracker.cssParts ?? []).map(row)),
    states: table(['State', 'Holds while'], (tracker.cssStates ?? []).map(row)),
    'css-properties': table(
      ['Property', 'Default', 'Meaning'],
      (tracker.cssProperties ?? []).map(({ name, default: value, description = '' }) => [
        code(name),
        value ? code(value) : '',
        description,
      ]),
    ),
    'board-attributes': attributeTable(board),
    'board-events': table(['Event', 'Class', 'Fires', 'Holds'], (board.events ?? []).map(eventRow)),
    'board-parts': table(['Part', 'What it is'], (board.cssParts ?? []).map(row)),
  };
}

function attributeTable({ attributes = [] }: Declaration): string {
  return table(['Attribute', 'Meaning'], attributes.map(row));
}

function fields({ members = [] }: Declaration): readonly Member[] {
  return members.filter(
    ({ kind, attribute, privacy, description }) => kind === 'field' && !attribute && !privacy && description,
  );
}

function methods({ members = [] }: Declaration): string[][] {
  return members
    .filter(({ kind, privacy, description }) => kind === 'method' && !privacy && description)
    .map(({ name, description = '', return: returned }) => [
      code(`${name}(): ${returned?.type?.text ?? 'void'}`),
      description,
    ]);
}

function eventRow({ name, type, description = '' }: Described): string[] {
  return [code(name), type ? code(type.text) : '', description, type ? membersOf(type.text) : ''];
}

/** src/ARCHITECTURE.md with the chart as it is now. */
export function withFreshChart(architecture: string): string {
  return replacePart(architecture, 'chart', stateDiagram());
}

function find(manifest: Manifest, tag: string): Declaration {
  const element = elementsOf(manifest).find(({ tagName }) => tagName === tag);
  if (!element) throw new Error(`custom-elements.json does not describe ${tag}`);
  return element;
}

function replacePart(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The document lacks ${start} … ${end}`);
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}

function row({ name, description = '' }: Described): string[] {
  return [name ? code(name) : '(default)', description];
}
