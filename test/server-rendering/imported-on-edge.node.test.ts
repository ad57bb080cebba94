import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import vm from 'node:vm';
import { build } from 'esbuild';

const entries = ['index', 'define', 'define-board', 'wall-board', 'react', 'headless'];
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
  for (const [bundler, conditions] of Object.entries(bundlers))
    for (const entry of entries)
      it(`${entry} can be imported, and leaves no global there (conditions of ${bundler})`, async () => {
        const { outputFiles } = await build({
          stdin: {
            contents: `export * from ${JSON.stringify(resolve(`build/src/${entry}.js`))}`,
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
        assert.ok(Object.keys(context.made).length > 0 || /define/.test(entry));
      });
});
