import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** What a declaration file declares for others: `export declare class Name`, `export interface Name`, … */
const declared =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:class|function\*?|const|let|var|interface|type|enum|namespace) ([\w$]+)/gm;
/** `export { a, type B as C } from './c.js'`, also without `from`. */
const listed = /^export (?:type )?\{([^}]*)\}(?: from '[^']+')?;?/gm;
/** `export * from './events.js'`; only files beside it have names that can be known. */
const allOf = /^export (?:type )?\* from '(\.[^']+)'/gm;

/** Every name that a `.d.ts` file exports, types too, in alphabetical order. */
export function exportedNames(file: string, read = (path: string) => readFileSync(path, 'utf8')): readonly string[] {
  const text = read(file);
  const names = [
    ...[...text.matchAll(declared)].map(([, name = '']) => name),
    ...[...text.matchAll(listed)].flatMap(([, list = '']) => list.split(',').map(nameOf)),
    ...[...text.matchAll(allOf)].flatMap(([, from = '']) =>
      exportedNames(resolve(dirname(file), from.replace(/\.js$/, '.d.ts')), read).filter((name) => name !== 'default'),
    ),
    ...(/^export default /m.test(text) ? ['default'] : []),
  ];
  return [...new Set(names)].filter((name) => name !== '').sort();
}

/** `type Board as B` is called `B`. */
function nameOf(entry: string): string {
  return (
    entry
      .trim()
      .replace(/^type /, '')
      .split(' as ')
      .at(-1)
      ?.trim() ?? ''
  );
}
