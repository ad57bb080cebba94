import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

interface Locked {
  readonly link?: boolean;
  readonly integrity?: string;
}

describe('package-lock.json', () => {
  it('has the hash of every package, also of those for other systems, which npm writes only where it installs them', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      readonly packages: Readonly<Record<string, Locked>>;
    };
    const foreign = Object.entries(packages).filter(([place, { link }]) => place !== '' && !link);
    assert.ok(foreign.length > 900);
    const unproven = foreign.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([place]) => place);
    assert.deepEqual(unproven, []);
  });
});
