import { expect } from '@esm-bundle/chai';
import { readJson, writeJson } from '../../src/environment/storage.js';
import { FakeStorage } from '../support/fake-environment.js';

const denied = {
  getItem: () => {
    throw new DOMException('denied', 'SecurityError');
  },
  setItem: () => {
    throw new DOMException('full', 'QuotaExceededError');
  },
  removeItem: () => {
    throw new DOMException('denied', 'SecurityError');
  },
};

describe('what is stored as JSON', () => {
  it('is read back, and is nothing once it is removed', () => {
    const storage = new FakeStorage();
    expect(writeJson(storage, 'key', { at: 7 })).to.equal(true);
    expect(readJson(storage, 'key')).to.deep.equal({ at: 7 });
    expect(writeJson(storage, 'key', undefined)).to.equal(true);
    expect(readJson(storage, 'key')).to.equal(undefined);
    expect([...storage.entries]).to.deep.equal([]);
  });

  for (const text of ['', '{', 'null', 'undefined', '[1']) {
    it(`is nothing where another script has stored ${JSON.stringify(text)}`, () => {
      const storage = new FakeStorage();
      storage.setItem('key', text);
      expect(readJson(storage, 'key')).to.equal(undefined);
    });
  }

  it('is nothing where storage is denied or full, or there is none; nothing is thrown', () => {
    for (const storage of [denied, undefined]) {
      expect(readJson(storage, 'key')).to.equal(undefined);
      expect(writeJson(storage, 'key', 1)).to.equal(false);
      expect(writeJson(storage, 'key', undefined)).to.equal(false);
    }
  });
});
