import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

interface Trimming {
  trimXState(code: string, path: string): string | undefined;
}

const folder = 'node_modules/xstate/dist';
const modules = readdirSync(folder).filter((name) => /^(?!.*development).*\.esm\.js$/.test(name));
const { trimXState }: Trimming = await import(join(process.cwd(), 'test/support/bundles/trimmed-xstate.mjs'));
const trimmed = (name: string, code = readFileSync(join(folder, name), 'utf8')) =>
  trimXState(code, `/app/${folder}/${name}`);

describe('XState as it is in the CDN files', () => {
  it('is smaller', () => {
    const sizes = modules.map(
      (name) => [readFileSync(join(folder, name), 'utf8').length, trimmed(name)?.length] as const,
    );
    const met = sizes.filter(([, size]) => size !== undefined);
    assert.equal(met.length, 6);
    for (const [before, after = before] of met) assert.ok(after < before, `${before} → ${after}`);
  });

  it('cannot be made from another XState', () => {
    const [name = ''] = modules.filter((module) => module.startsWith('raise-'));
    const moved = readFileSync(join(folder, name), 'utf8').replace(
      '_initState(persistedState) {',
      '_initState(state) {',
    );
    assert.throws(() => trimmed(name, moved), /xstate's raise has changed/);
  });
});
