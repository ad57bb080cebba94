import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readManifest } from '../support/manifest/manifest.js';
import { compareContracts, neededStep, stepBetween } from './compare-contracts.js';
import { type Contract, contractOf } from './contract.js';
import { exportedNames } from './exported-names.js';
import { judge } from './judge.js';

const manifest = readManifest();

describe('the contract', () => {
  const contract = contractOf(manifest, [{ name: 'order-status-tracker/define', types: undefined }], {
    'doctor code': ['slow'],
  });

  it('has every kind of thing that pages use, of both elements', () => {
    for (const tag of ['order-status-tracker', 'order-status-board']) {
      for (const kind of ['attribute', 'property', 'method', 'event', 'slot', 'part', 'CSS property', 'CSS state']) {
        assert.ok(Object.keys(contract[`<${tag}> ${kind}`] ?? {}).length > 0, `<${tag}> ${kind}`);
      }
    }
    assert.ok('poll-url' in (contract['<order-status-tracker> attribute'] ?? {}));
    assert.ok('order-ready' in (contract['<order-status-tracker> event'] ?? {}));
    assert.deepEqual(Object.keys(contract.entry ?? {}), ['order-status-tracker/define']);
    assert.deepEqual(Object.keys(contract['doctor code'] ?? {}), ['slow']);
  });

  it('leaves out what is private', () => {
    for (const names of Object.values(contract)) {
      for (const name of Object.keys(names)) assert.doesNotMatch(name, /^[#_]/);
    }
  });
});

describe('the step of a version', () => {
  const before: Contract = { '<a> attribute': { one: 'string', two: 'number = 1' }, entry: { a: '' } };
  const step = (after: Contract, version = '1.2.3') => neededStep(compareContracts(before, after), version);

  it('is major where something is gone', () => {
    assert.equal(step({ '<a> attribute': { one: 'string', two: 'number = 1', three: '' }, entry: {} }), 'major');
    assert.equal(step({ entry: { a: '' } }), 'major');
  });

  it('is minor where something is gone before 1.0.0', () => {
    assert.equal(step({ entry: { a: '' } }, '0.4.0'), 'minor');
  });

  it('is minor where something is new, and patch where the names are the same', () => {
    assert.equal(step({ ...before, '<a> event': { ready: '' } }), 'minor');
    assert.equal(step(before), 'patch');
    assert.equal(step({ ...before, '<a> attribute': { one: 'string', two: 'number = 2' } }), 'patch');
  });

  it('names what is gone, new, and of another type', () => {
    const after: Contract = { '<a> attribute': { two: 'number = 2', three: '' }, entry: { a: '' } };
    assert.deepEqual(compareContracts(before, after), {
      removed: ['<a> attribute one'],
      added: ['<a> attribute three'],
      changed: ['<a> attribute two: number = 1 → number = 2'],
    });
  });

  it('is read from two versions', () => {
    assert.equal(stepBetween('0.1.0', '0.2.0'), 'minor');
    assert.equal(stepBetween('1.9.9', '2.0.0'), 'major');
    assert.equal(stepBetween('1.2.3', '1.2.4'), 'patch');
    assert.equal(stepBetween('1.2.3', '1.2.3'), 'none');
  });

  it('is refused if the changesets ask for a smaller one, with what to write', () => {
    const removed: Contract = { '<a> attribute': { two: 'number = 1' }, entry: { a: '' } };
    const { refusal } = judge({ version: '1.2.3', contract: before }, removed, '1.3.0');
    assert.match(refusal ?? '', /1\.2\.3 → 1\.3\.0 is a minor step, and needs to be major .*<a> attribute one/);
    assert.equal(judge({ version: '1.2.3', contract: before }, removed, '2.0.0').refusal, undefined);
    assert.match(judge({ version: '1.2.3', contract: before }, before, '1.2.3').refusal ?? '', /none step/);
    assert.equal(judge(undefined, removed, '0.2.0').refusal, undefined);
  });
});

describe('the names that a declaration file exports', () => {
  const files: Readonly<Record<string, string>> = {
    '/a/index.d.ts': `import type { X } from './x.js';
export * from './events.js';
export { A, type B as C } from './b.js';
export type { D, E, } from './d.js';
export declare class F extends X {
    export(): void;
}
export interface G {}
export type H = 'export type No = 1';
export declare const i: number;
export declare function j(): void;
export {};
declare const hidden: number;`,
    '/a/events.d.ts': 'export declare class OrderEvent extends Event {}\nexport default OrderEvent;',
  };

  it('are those of its own and of the files beside it', () => {
    const names = exportedNames('/a/index.d.ts', (path) => files[path] ?? '');
    assert.deepEqual(names, ['A', 'C', 'D', 'E', 'F', 'G', 'H', 'OrderEvent', 'i', 'j']);
  });
});
