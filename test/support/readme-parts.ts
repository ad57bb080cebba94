import { chartOverview, stateDiagram } from './state-diagram.js';

/*
 * The parts of README.md and src/ARCHITECTURE.md that are made from the code, each between `<!-- name -->` and
 * `<!-- /name -->`.
 */

interface Described {
  readonly name: string;
  readonly description?: string;
  readonly default?: string;
  readonly type?: { readonly text: string };
}

interface Member extends Described {
  readonly kind: string;
  readonly attribute?: string;
  readonly privacy?: string;
  readonly readonly?: boolean;
}

interface Declaration {
  readonly tagName?: string;
  readonly attributes?: readonly Described[];
  readonly members?: readonly Member[];
  readonly events?: readonly Described[];
  readonly slots?: readonly Described[];
  readonly cssProperties?: readonly Described[];
}

export interface Manifest {
  readonly modules: readonly { readonly declarations?: readonly Declaration[] }[];
}

/** The README with its generated parts as they should be now. */
export function withFreshParts(readme: string, manifest: Manifest): string {
  const {
    attributes = [],
    members = [],
    events = [],
    slots = [],
    cssProperties = [],
  } = find(manifest, 'order-status-tracker');
  const board = find(manifest, 'order-status-board');
  const properties = members.filter(
    ({ kind, attribute, privacy, description }) => kind === 'field' && !attribute && !privacy && description,
  );
  const parts: Readonly<Record<string, string>> = {
    attributes: table(['Attribute', 'Meaning'], attributes.map(row)),
    properties: table(['Property', 'Meaning'], properties.map(row)),
    events: table(['Event', 'Fires'], events.map(row)),
    slots: table(['Slot', 'Content'], slots.map(row)),
    'css-properties': table(
      ['Property', 'Default', 'Meaning'],
      cssProperties.map(({ name, default: value, description = '' }) => [
        code(name),
        value ? code(value) : '',
        description,
      ]),
    ),
    'board-attributes': table(['Attribute', 'Meaning'], (board.attributes ?? []).map(row)),
    'board-events': table(['Event', 'Fires'], (board.events ?? []).map(row)),
    chart: chartOverview(),
  };
  return Object.entries(parts).reduce((text, [name, content]) => replacePart(text, name, content), readme);
}

/** src/ARCHITECTURE.md with the chart as it is now. */
export function withFreshChart(architecture: string): string {
  return replacePart(architecture, 'chart', stateDiagram());
}

function find({ modules }: Manifest, tag: string): Declaration {
  const element = modules.flatMap(({ declarations = [] }) => declarations).find(({ tagName }) => tagName === tag);
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

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\|/g, '\\|').trim();
}

function code(text: string): string {
  return `\`${text}\``;
}
