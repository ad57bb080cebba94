/*
 * Of what the compressed scripts in dist/cdn consist. A build only notes in build/parts.json which files belong to each
 * script; weighing them takes longer than writing them, so `npm run size` does it.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

const file = 'build/parts.json';

/** What a module counts as; the first row that its path contains. */
const parts = [
  ['node_modules/xstate/', 'XState'],
  ['node_modules/', 'Lit'],
  ['src/tracker/chart/', 'chart'],
  ['src/tracker/', 'tracker'],
  ['src/transports/supabase/', 'Supabase'],
  ['src/transports/', 'transports'],
  ['src/order/', 'order'],
  ['src/locales/', 'English'],
  ['.styles.', 'styles'],
  ['src/alerts/', 'alerts'],
  ['src/elements/', 'elements'],
];

/** Rollup's plugin. */
export function partFiles() {
  return {
    name: 'part-files',
    generateBundle(_, bundle) {
      const files = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
      const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
      const entry = chunks.find(({ isEntry }) => isEntry);
      files[entry.fileName] = chunks.map(({ fileName }) => fileName);
      mkdirSync('build', { recursive: true });
      writeFileSync(file, JSON.stringify(files, null, 2));
    },
  };
}

/** Weighs what the last build wrote: by script, of each of its files the compressed size and the shares in it. */
export function partSizes(folder) {
  const files = JSON.parse(readFileSync(file, 'utf8'));
  return Object.fromEntries(
    Object.entries(files).map(([script, names]) => [
      script,
      Object.fromEntries(names.map((name) => [name, sizesOf(`${folder}/${name}`)])),
    ]),
  );
}

function sizesOf(path) {
  const code = readFileSync(path, 'utf8');
  const map = JSON.parse(readFileSync(`${path}.map`, 'utf8'));
  return { size: brotliCompressSync(code).length, parts: sharesOf(code, map) };
}

/** Each part's share of the compressed size, by how much smaller the file is without it. */
function sharesOf(code, map) {
  const ranges = new Map();
  for (const { start, end, source } of segmentsOf(code, map)) {
    const name = parts.find(([path]) => source?.includes(path))?.[1] ?? 'rest';
    ranges.set(name, [...(ranges.get(name) ?? []), [start, end]]);
  }
  const whole = brotliCompressSync(code).length;
  const gains = [...ranges].map(([name, found]) => [name, whole - brotliCompressSync(without(code, found)).length]);
  const sum = gains.reduce((total, [, gain]) => total + gain, 0) || 1;
  return Object.fromEntries(gains.map(([name, gain]) => [name, Math.round((gain / sum) * whole)]));
}

function without(code, ranges) {
  let at = 0;
  const kept = [];
  for (const [start, end] of ranges) {
    kept.push(code.slice(at, start));
    at = end;
  }
  return [...kept, code.slice(at)].join('');
}

/** The stretches of a minified file and the modules they come from, by its source map. */
function segmentsOf(code, { mappings, sources }) {
  const lines = code.split('\n');
  const segments = [];
  let source = 0;
  let lineStart = 0;
  for (const [index, line] of mappings.split(';').entries()) {
    let column = 0;
    for (const segment of line.split(',').filter(Boolean)) {
      const [columns, sourcesOn] = decode(segment);
      column += columns;
      source += sourcesOn ?? 0;
      segments.push({ start: lineStart + column, source: sourcesOn === undefined ? undefined : sources[source] });
    }
    lineStart += (lines[index]?.length ?? 0) + 1;
  }
  return segments.map((segment, index) => ({ ...segment, end: segments[index + 1]?.start ?? code.length }));
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Numbers in base 64, least digits first; the lowest bit is the sign. */
function decode(segment) {
  const numbers = [];
  let number = 0;
  let shift = 0;
  for (const digit of segment) {
    const value = digits.indexOf(digit);
    number |= (value & 31) << shift;
    shift += 5;
    if (value & 32) continue;
    numbers.push(number & 1 ? -(number >> 1) : number >> 1);
    number = 0;
    shift = 0;
  }
  return numbers;
}
