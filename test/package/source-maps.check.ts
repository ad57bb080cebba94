import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { parseAst } from 'rollup/parseAst';
import { packedFiles } from './packed.js';

/** A built file with its map, and its own sources by their path in the package. */
interface Built {
  readonly code: string;
  readonly map: SourceMapPayload & { readonly sourcesContent: readonly (string | null)[] };
  readonly sources: ReadonlyMap<string, string>;
  /** The path and the line, from 0 on, from which a place in the code comes. */
  originOf(line: number, column: number): readonly [path: string, line: number];
}

function built(path: string): Built {
  const map = JSON.parse(readFileSync(`${path}.map`, 'utf8')) as Built['map'];
  const found = new SourceMap(map);
  const pathOf = (source: string) => relative('', join(dirname(path), source));
  const own = map.sources.map(pathOf).filter((source) => source.startsWith('src/'));
  return {
    code: readFileSync(path, 'utf8'),
    map,
    sources: new Map(own.map((source) => [source, readFileSync(source, 'utf8')])),
    originOf(line, column) {
      const entry = found.findEntry(line, column);
      assert.ok('originalSource' in entry, `${path}:${line}:${column} comes from nowhere`);
      return [pathOf(entry.originalSource), entry.originalLine];
    },
  };
}

/** The texts of a program of 14 characters and more, each with where it starts. */
function* longTexts(node: unknown): Generator<readonly [text: string, start: number]> {
  if (typeof node !== 'object' || node === null) return;
  const { type, value, start } = node as { type?: unknown; value?: unknown; start?: unknown };
  // The bundler writes imports itself.
  if (type === 'ImportDeclaration') return;
  if (type === 'Literal' && typeof value === 'string' && typeof start === 'number' && value.length >= 14)
    yield [value, start];
  for (const child of Object.values(node)) yield* longTexts(child);
}

const scripts = readdirSync('dist/cdn', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.js'))
  .map((name) => `dist/cdn/${name}`);
/** What runs on servers and in shells: Node finds the map by the line that names it. */
const programs = ['dist/relay.js', 'dist/doctor.js'];

describe('the source maps', () => {
  it('lie beside each file for CDNs, which does not name them: no guest loads a byte more', () => {
    assert.ok(scripts.length > 20);
    for (const path of scripts) {
      assert.ok(existsSync(`${path}.map`), path);
      assert.doesNotMatch(readFileSync(path, 'utf8'), /sourceMappingURL/, path);
    }
  });

  it('are beside relay.js and doctor.js, which name them', () => {
    for (const path of programs) {
      const name = basename(path);
      assert.ok(readFileSync(path, 'utf8').endsWith(`\n//# sourceMappingURL=${name}.map\n`), path);
    }
  });

  it('lead to sources that are in the package; those that are not stand in the map', () => {
    const packed = new Set(packedFiles());
    for (const path of [...scripts, ...programs]) {
      const { map } = built(path);
      for (const [index, source] of map.sources.entries()) {
        const isShipped = packed.has(relative('', join(dirname(path), source)));
        assert.equal(typeof map.sourcesContent[index] === 'string', !isShipped, `${path}: ${source}`);
      }
    }
  });

  it('lead from a text in a minified file to the line of the source that holds it', () => {
    const ofCdn = ['order-status-tracker', 'order-status-tracker-supabase.iife', 'order-status-board'];
    for (const path of [...ofCdn.map((name) => `dist/cdn/${name}.js`), ...programs]) {
      const file = built(path);
      let count = 0;
      for (const [text, at] of longTexts(parseAst(file.code))) {
        const [[source, whole] = ['', ''], ...others] = [...file.sources].filter(([, one]) => one.includes(text));
        const [before = '', ...after] = whole.split(`'${text}'`);
        if (others.length > 0 || after.length !== 1 || file.code.split(text).length !== 2) continue;
        const lines = file.code.slice(0, at).split('\n');
        const origin = file.originOf(lines.length - 1, lines.at(-1)?.length ?? 0);
        assert.deepEqual(origin, [source, before.split('\n').length - 1], text);
        count += 1;
      }
      assert.ok(count > 30, `${path}: ${count} texts`);
    }
  });

  it('lead from the stack of an error to the lines of the sources that were called', async () => {
    const path = 'dist/cdn/order-status-tracker.js';
    const { createOrderTracker } = (await import(pathToFileURL(path).href)) as typeof import('../../src/index.js');
    const stack = await new Promise<string>((resolve) => {
      const connect = () => {
        const error = new Error('not today');
        resolve(String(error.stack));
        throw error;
      };
      const tracker = createOrderTracker({ orderId: '42', transport: { name: 'mine', connect } });
      tracker.start();
      tracker.stop();
    });
    const file = built(path);
    const calls = [...stack.matchAll(/order-status-tracker\.js:(\d+):(\d+)/g)].map(([, line, column]) => {
      const [source, at] = file.originOf(Number(line) - 1, Number(column) - 1);
      return [source, file.sources.get(source)?.split('\n')[at]?.trim()];
    });
    assert.deepEqual(calls[0]?.[0], 'src/tracker/chart/actors.ts', stack);
    assert.match(String(calls[0]?.[1]), /transport\.connect/);
  });
});
