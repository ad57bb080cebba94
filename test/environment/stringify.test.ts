import { expect } from '@esm-bundle/chai';
import { stringify } from '../../src/environment/stringify.js';

describe('JSON on a page whose library has its own toJSON', () => {
  const prototypes: readonly [string, object, (this: readonly unknown[]) => unknown][] = [
    ['lists', Array.prototype, () => 'a list as text'],
    ['objects', Object.prototype, () => 'an object as text'],
  ];
  const value = { topic: 'orders', join: [1, ['a', { b: [] }]], at: new Date(0), none: null };
  const expected = JSON.stringify(value);

  for (const [name, prototype, toJSON] of prototypes) {
    it(`writes ${name} as JSON does elsewhere`, () => {
      Object.defineProperty(prototype, 'toJSON', { value: toJSON, configurable: true, enumerable: true });
      try {
        expect(JSON.stringify(value)).not.to.equal(expected);
        expect(stringify(value)).to.equal(expected);
        expect(stringify({ list: ['x', 1] }, (part) => (part === 'x' ? 'y' : part))).to.equal('{"list":["y",1]}');
      } finally {
        Reflect.deleteProperty(prototype, 'toJSON');
      }
    });
  }

  it('still asks what has a toJSON of its own', () => {
    expect(stringify({ price: { toJSON: () => '4.50' } })).to.equal('{"price":"4.50"}');
  });
});
