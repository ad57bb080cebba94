import assert from 'node:assert/strict';
import { dirname, resolve } from 'node:path';
import { describe, it } from 'node:test';
import vm from 'node:vm';
import { build } from 'esbuild';
import { packageEntries } from './package-entries.js';

/** Those of one folder, such as presets, are bundled together. */
const entries = new Map<string, string[]>();
for (const path of packageEntries('build/src')) {
  const name = path.includes('/') ? dirname(path) : path;
  entries.set(name, [...(entries.get(name) ?? []), resolve(`build/src/${path}.js`)]);
}
/** What bundlers for edge runtimes take of a package: those of Next's, and of most others. */
const bundlers = { next: ['edge-light', 'production'], others: ['edge-light', 'worker', 'browser', 'production'] };

/** What edge runtimes have, without being workers: no DOM, and of Node only what code asks for most. */
function edge(): vm.Context {
  const { Event, EventTarget, AbortController, TextEncoder, TextDecoder, URL } = globalThis;
  const { console, crypto, performance, fetch, setTimeout, clearTimeout, queueMicrotask } = globalThis;
  const own = {
    Event,
    EventTarget,
    AbortController,
    TextEncoder,
    TextDecoder,
    URL,
    console,
    crypto,
    performance,
    fetch,
  };
  const process = { env: { NODE_ENV: 'production' } };
  return vm.createContext({ ...own, setTimeout, clearTimeout, queueMicrotask, process, EdgeRuntime: 'edge-runtime' });
}

describe('on an edge runtime', () => {
  it('every entry is tried', () => {
    const names = [
      'index',
      'relay',
      'agent-tools',
      'headless',
      'types',
      'transports/servers',
      'order/field-map/presets',
    ];
    for (const name of names) assert.ok(entries.has(name), name);
  });

  for (const [bundler, conditions] of Object.entries(bundlers))
    for (const [entry, paths] of entries)
      it(`${entry} can be imported, and leaves no global there (conditions of ${bundler})`, async () => {
        const { outputFiles } = await build({
          stdin: {
            contents: paths.map((path, index) => `export * as _${index} from ${JSON.stringify(path)};`).join('\n'),
            resolveDir: import.meta.dirname,
          },
          bundle: true,
          write: false,
          format: 'iife',
          globalName: 'made',
          platform: 'neutral',
          mainFields: ['module', 'main'],
          conditions,
          ignoreAnnotations: true,
          logLevel: 'error',
        });
        const context = edge();
        vm.runInContext(outputFiles.map(({ text }) => text).join(''), context);
        assert.deepEqual(
          ['HTMLElement', 'document'].filter((name) => name in context),
          [],
        );
        const made = Object.values<object>(context.made).flatMap(Object.keys);
        assert.ok(made.length > 0 || /define|types/.test(entry));
      });
});
