/*
 * Gives the guards, actions and delays of the chart short names in the files for CDNs. XState finds them by their names,
 * as text, so that no minifier may touch them; nothing but the chart itself asks for one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'rollup/parseAst';

/** Where the name of a guard or an action may stand, by the key of the property or by the function. */
const users = ['guard', 'actions', 'entry', 'exit', 'type'];
const combining = ['and', 'or', 'not'];

/** Rollup's plugin. @param folder the compiled chart */
export function shortChartNames(folder) {
  let shorten;
  return {
    name: 'short-chart-names',
    buildStart() {
      shorten = chartShortener(folder);
    },
    transform(code, id) {
      const edited = shorten(code, id);
      return edited === undefined ? null : { code: edited, map: null };
    },
  };
}

/** What gives a module of the chart the short names; for any other file it returns `undefined`. */
export function chartShortener(folder) {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .map((file) => join(folder, file));
  const short = shortNames(files.flatMap((file) => usesIn(parseAst(readFileSync(file, 'utf8')))));
  return (code, file) => {
    if (!files.includes(file)) return undefined;
    const edits = usesIn(parseAst(code)).filter(({ name }) => short.has(name));
    const other = edits.find(({ isOther }) => isOther);
    if (other) throw new Error(`${file}: "${other.name}" means another thing than that guard, action or delay`);
    return edits
      .sort((one, following) => following.start - one.start)
      .reduce(
        (rest, { name, start, end, write }) => rest.slice(0, start) + write(short.get(name)) + rest.slice(end),
        code,
      );
  };
}

/** The shortest names for those that are met most. Letters alone: XState takes a delay's name for a number if it is one. */
function shortNames(uses) {
  const counts = new Map(uses.filter(({ isDefined }) => isDefined).map(({ name }) => [name, 0]));
  for (const { name } of uses) if (counts.has(name)) counts.set(name, counts.get(name) + 1);
  const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const free = [...letters, ...letters.flatMap((first) => letters.map((second) => first + second))];
  return new Map([...counts].sort(([, one], [, other]) => other - one).map(([name], index) => [name, free[index]]));
}

/** Where names are defined, and each text that may be one. */
function usesIn(tree) {
  const found = [];
  const defined = new Set();
  visit(tree, (node, parents) => {
    if (node.type === 'CallExpression' && (node.callee.name === 'setup' || node.callee.property?.name === 'extend')) {
      for (const { key, value } of node.arguments[0].properties)
        if (['guards', 'actions', 'delays'].includes(key.name)) for (const one of value.properties) defined.add(one);
    }
    if (node.type === 'Property' && (defined.has(node) || isDelay(parents))) {
      const { key, value, shorthand } = node;
      const write = (name) => (shorthand ? `${name}: ${value.name}` : name);
      found.push({ name: key.name, isDefined: defined.has(node), start: key.start, end: key.end, write });
    }
    if (node.type === 'Literal' && typeof node.value === 'string') {
      const { start, end, value: name } = node;
      found.push({ name, isOther: !isUse(parents), start, end, write: (given) => `'${given}'` });
    }
  });
  return found;
}

const isDelay = ([, owner]) => owner?.type === 'Property' && owner.key.name === 'after';

function isUse(parents) {
  const parent = parents.find(({ type }) => type !== 'ArrayExpression');
  if (parent.type === 'CallExpression') return combining.includes(parent.callee.name);
  return parent.type === 'Property' && users.includes(parent.key.name);
}

/** @param look hears of each node, and of those that it is in, from the inside */
function visit(node, look, parents = []) {
  if (typeof node !== 'object' || node === null) return;
  if (node.type) look(node, parents);
  const next = node.type ? [node, ...parents] : parents;
  for (const child of Object.values(node)) visit(child, look, next);
}
