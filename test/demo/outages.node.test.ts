import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DatabaseError } from '../../demo/server/database/identity.js';
import { isOutage, nameOf } from '../../demo/server/realtime/outages.js';

const withCode = (code: string) => Object.assign(new Error('relation "secret" of 192.0.2.1'), { code });

describe('errors of the database, as Realtime takes them', () => {
  for (const code of [
    '08006',
    '53100',
    '53300',
    '57P01',
    '57P03',
    '58030',
    'XX000',
    'ECONNREFUSED',
    'ECONNRESET',
    'ETIMEDOUT',
  ]) {
    it(`takes ${code} for an outage`, () => assert.equal(isOutage(withCode(code)), true));
  }
  it('takes an error without a code for an outage', () => assert.equal(isOutage(new Error('closed')), true));

  for (const code of ['22021', '22P02', '42501', '42704', '42P01', 'P0001']) {
    it(`takes ${code} for a fault of the statement`, () => {
      assert.equal(isOutage(withCode(code)), false);
      assert.equal(isOutage(new DatabaseError(code, 'no')), false);
    });
  }

  it('names them without what they say', () => {
    assert.equal(nameOf(withCode('22021')), 'Error 22021');
    assert.equal(nameOf(new TypeError('secret')), 'TypeError');
    assert.equal(nameOf('secret'), 'string');
  });
});
