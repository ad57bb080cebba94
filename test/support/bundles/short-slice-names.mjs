/*
 * Gives the fields of the chart's slices, and of what is derived from them, short names in the files for CDNs. Minifiers
 * leave names of properties alone, as anybody might ask for them; these are known to the tracker alone: no other source
 * names them, and no text does.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'rollup/parseAst';

/** Shorter names are not worth it. */
const shortest = 7;

/** Rollup's plugin. @param source the folder of the compiled sources */
export function shortSliceNames(source) {
  let short;
  return {
    name: 'short-slice-names',
    buildStart() {
      short ??= shortNames(source);
    },
    transform(code, id) {
      if (!id.startsWith(join(source, 'tracker/'))) return null;
      const edited = code.replace(/(?<![\w$])[a-z]\w+/gi, (word) => short.get(word) ?? word);
      return edited === code ? null : { code: edited, map: null };
    },
  };
}

/** The same names for the same sources, as parts of one page are built apart. */
function shortNames(source) {
  const declaring = [...readdirSync('src/tracker/chart').map((file) => `chart/${file}`), 'connection-status.ts'];
  const declared = declaring.flatMap((path) => [
    ...readFileSync(join('src/tracker', path), 'utf8').matchAll(/^ {2}readonly ([a-zA-Z]+)\??:/gm),
  ]);
  const names = [...new Set(declared.map(([, name]) => name))];
  const modules = readdirSync(source, { recursive: true })
    .filter((path) => path.endsWith('.js'))
    .map((path) => ({
      isTracker: path.startsWith('tracker/'),
      tree: parseAst(readFileSync(join(source, path), 'utf8')),
    }));
  const taken = new Set();
  for (const { isTracker, tree } of modules) {
    visit(tree, ({ type, name, value }) => {
      if (type === 'Identifier' && !isTracker) taken.add(name);
      const text = type === 'TemplateElement' ? value.cooked : type === 'Literal' ? value : undefined;
      if (typeof text === 'string') for (const [word] of text.matchAll(/\w+/g)) taken.add(word);
    });
  }
  // The snapshot and the options are everybody's.
  for (const path of ['types.ts', 'options.ts'])
    for (const [word] of readFileSync(`src/tracker/${path}`, 'utf8').matchAll(/\w+/g)) taken.add(word);
  return new Map(
    names
      .filter((name) => name.length >= shortest && !taken.has(name))
      .map((name, index) => [name, `$${index.toString(36)}`]),
  );
}

function visit(node, look) {
  if (typeof node !== 'object' || node === null) return;
  if (node.type) look(node);
  for (const child of Object.values(node)) visit(child, look);
}
