import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { oldNodeNotice } from '../../src/doctor/old-node.js';

describe('the doctor on an old Node', () => {
  it('says in a sentence that it is not supported', () => {
    for (const version of ['18.20.8', '20.18.3', '16.20.0'])
      assert.match(oldNodeNotice(version) ?? '', /20\.19 and newer/);
  });

  it('says nothing on those that are', () => {
    for (const version of ['20.19.0', '22.4.1', '24.0.0']) assert.equal(oldNodeNotice(version), undefined);
  });
});
