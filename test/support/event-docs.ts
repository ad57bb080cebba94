import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { code } from './markdown-table.js';

interface EventClass {
  readonly parent: string;
  /** `order: Order`, `respondWith(response: Promise<unknown>)`. */
  readonly members: readonly string[];
}

/**
 * What an event of this class holds beside what every event has, as code with types.
 *
 * @throws if there is no such class
 */
export function membersOf(name: string): string {
  const found = classes.get(name);
  if (!found) throw new Error(`No file of src/elements has the event class ${name}.`);
  const inherited = classes.has(found.parent) ? membersOf(found.parent) : '';
  return [inherited, ...found.members.map(code)].filter(Boolean).join(', ');
}

const classes: ReadonlyMap<string, EventClass> = new Map(
  readdirSync('src/elements', { recursive: true, encoding: 'utf8' })
    .filter((path) => /(\.events|-event)\.ts$/.test(path))
    .flatMap((path) => classesIn(readFileSync(join('src/elements', path), 'utf8'))),
);

function classesIn(source: string): readonly (readonly [string, EventClass])[] {
  const whole = /^export class (\w+) extends (\w+) \{\n([\s\S]*?)^\}/gm;
  return [...source.matchAll(whole)].map(([, name = '', parent = '', body = '']) => {
    const shown = body.replace(/\/\*\*((?!\*\/)[\s\S])*@internal((?!\*\/)[\s\S])*\*\/\s*[^\n]*/g, '');
    const fields = [...shown.matchAll(/\breadonly (\w+): ([^,;)\n]+)/g)].map(([, field, type]) => `${field}: ${type}`);
    const getters = [...shown.matchAll(/^ {2}get (\w+)\(\): (.+) \{$/gm)].map(([, field, type]) => `${field}: ${type}`);
    const methods = [...shown.matchAll(/^ {2}(?!constructor|get )(\w+\([^)]*\)): \w+ \{$/gm)].map(
      ([, method = '']) => method,
    );
    return [name, { parent, members: [...fields, ...getters, ...methods] }];
  });
}
