import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OptionName, trackerOptions } from '../../src/tracker/options.js';
import { code, table } from './markdown-table.js';

/** The interfaces in which the options and their doc comments stand: the tracker's, and those of each transport. */
const sources = [
  ...readdirSync('src/transports', { recursive: true })
    .map((name) => join('src/transports', String(name)))
    .filter((path) => /\/([\w-]+-maker|options)\.ts$/.test(path))
    .sort(),
  'src/tracker/options.ts',
];

/** Options for tests and for the board's own element, which pages have no use for. */
const internal: readonly OptionName[] = ['environment', 'board'];

interface Documented {
  readonly type: string;
  readonly text: string;
}

/**
 * All options of `createOrderTracker`, with their types and doc comments.
 *
 * @throws if an option of the list has no line in any of the sources
 */
export function optionsTable(): string {
  const documented = new Map(sources.flatMap((path) => optionsIn(readFileSync(path, 'utf8'))));
  const rows = Object.entries(trackerOptions)
    .filter(([name]) => !internal.some((own) => own === name))
    .map(([name, { value }]) => {
      const found = documented.get(name);
      if (!found) throw new Error(`The option ${name} was found in none of ${sources.join(', ')}.`);
      return [code(name), code(found.type), attributeOf(name, value), found.text];
    });
  return table(['Option', 'Type', 'Attribute', 'Meaning'], rows);
}

function attributeOf(name: string, value: unknown): string {
  const hasNone = ['data', 'object', 'function', 'internal'].includes(String(value));
  return hasNone ? '' : code(name.replace(/[A-Z]/g, '-$&').toLowerCase());
}

function optionsIn(source: string): (readonly [string, Documented])[] {
  const lines = /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?^ {2}(?:readonly )?(\w+)\?: ([\s\S]*?);$/gm;
  return [...source.matchAll(lines)].map(([, comment = '', name = '', type = '']) => [
    name,
    {
      type: type
        .replace(/ \| undefined$/, '')
        .replace(/^\((.*)\)$/s, '$1')
        .replace(/\s+/g, ' '),
      text: comment
        .replace(/^\s*\* ?/gm, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    },
  ]);
}
