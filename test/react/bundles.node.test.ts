import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { build } from 'esbuild';

const entry = 'build/src/react.js';

describe('what a site that imports order-status-tracker/react gets into its bundle', () => {
  it('has neither Lit nor the elements with the hook alone', async () => {
    const modules = await modulesWith('useOrderTracking');
    assert.ok(modules.some((path) => path.includes('tracker/order-tracker.js')));
    const unwanted = modules.filter((path) => /\/(lit|@lit|lit-html|lit-element|elements|alerts|locales)\//.test(path));
    assert.deepEqual(unwanted, []);
  });

  it('has one element with its component', async () => {
    const modules = await modulesWith('OrderStatusBoard');
    assert.ok(modules.some((path) => path.includes('@lit/react')));
    assert.ok(modules.some((path) => path.includes('elements/board/order-status-board.js')));
    assert.ok(!modules.some((path) => path.includes('elements/tracker/order-status-tracker.js')));
  });

  it('begins with "use client", for React’s server components', () => {
    assert.match(readFileSync(entry, 'utf8'), /^'use client';\n/);
  });
});

/** The modules of which something is in the bundle. */
async function modulesWith(name: string): Promise<readonly string[]> {
  const { metafile } = await build({
    stdin: { contents: `export { ${name} } from './${entry}';`, resolveDir: '.' },
    bundle: true,
    format: 'esm',
    external: ['react'],
    write: false,
    metafile: true,
  });
  const [output] = Object.values(metafile.outputs);
  const inputs = Object.entries(output?.inputs ?? {});
  return inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => `/${path}`);
}
