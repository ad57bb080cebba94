import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

/** The oldest Node of each line that contributors have, as README and CONTRIBUTING name them. */
const versions = ['20.19.0', '22.13.0', '24.0.0'];

type Version = readonly [major: number, minor: number, patch: number];

function versionOf(text: string): Version {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return [major, minor, patch];
}

function compare(one: Version, other: Version): number {
  const at = [0, 1, 2].find((index) => one[index] !== other[index]) ?? 0;
  return (one[at] ?? 0) - (other[at] ?? 0);
}

/** Whether a range of `engines` has a version in it: `>=18 <21 || ^22.1.0`. */
function includes(range: string, version: Version): boolean {
  return range.split('||').some((part) => {
    const marks = part
      .trim()
      .replace(/([<>=^~])\s+/g, '$1')
      .split(/\s+/)
      .filter(Boolean);
    return marks.every((mark) => {
      const [, sign = '', text = ''] = /^([<>=^~]*)v?(.*)$/.exec(mark) ?? [];
      const limit = versionOf(text);
      const order = compare(version, limit);
      if (text === '*' || text === 'x') return true;
      if (sign === '>=') return order >= 0;
      if (sign === '>') return order > 0;
      if (sign === '<') return order < 0;
      if (sign === '<=') return order <= 0;
      const isMajorAlone = !/\.\d/.test(text);
      const isLine = version[0] === limit[0] && (sign !== '~' || isMajorAlone || version[1] === limit[1]);
      if (sign === '^' || sign === '~' || isMajorAlone) return isLine && order >= 0;
      return order === 0;
    });
  });
}

describe('the packages of package-lock.json', () => {
  it('run on every Node that contributors may have, so that npm ci says nothing', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      readonly packages: Readonly<Record<string, { engines?: { node?: string }; optional?: boolean }>>;
    };
    const needy = Object.entries(packages).flatMap(([place, { engines, optional }]) =>
      optional || !engines?.node
        ? []
        : versions
            .filter((version) => !includes(engines.node ?? '*', versionOf(version)))
            .map((version) => `${place} wants ${engines.node}, not ${version}`),
    );
    assert.deepEqual(needy, []);
  });

  it('are judged as npm judges them', () => {
    const logger = '>=18.20.8 <19 || >=20.20.2 <21 || >=22.23.4 <23';
    assert.deepEqual(
      ['20.19.0', '20.20.2', '22.23.4', '23.0.0'].map((version) => includes(logger, versionOf(version))),
      [false, true, true, false],
    );
    assert.equal(includes('^20.17.0 || >=22.9.0', versionOf('20.19.0')), true);
    assert.equal(includes('^20.17.0 || >=22.9.0', versionOf('21.0.0')), false);
    assert.equal(includes('~20.18', versionOf('20.19.0')), false);
    assert.equal(includes('>= 20', versionOf('24.0.0')), true);
  });
});
