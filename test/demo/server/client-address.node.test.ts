import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { describe, it } from 'node:test';
import { createClientAddress } from '../../../demo/server/http/client-address.js';

/** What a request looks like to the function: the peer's address, and what it was sent along. */
function requestFrom(peer: string, forwarded?: string): IncomingMessage {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return {
    socket: { remoteAddress: peer },
    connection: { remoteAddress: peer },
    headers,
  } as unknown as IncomingMessage;
}

describe('the address that limits count by', () => {
  it('is the peer’s where no proxy is trusted, whatever X-Forwarded-For says', () => {
    const addressOf = createClientAddress([]);
    assert.equal(addressOf(requestFrom('203.0.113.7', '198.51.100.1')), '203.0.113.7');
    assert.equal(addressOf(requestFrom('127.0.0.1', '198.51.100.1')), '127.0.0.1');
  });

  it('is what a trusted proxy saw, and not what the client wrote before it', () => {
    const addressOf = createClientAddress(['loopback', '10.0.0.0/8']);
    assert.equal(addressOf(requestFrom('127.0.0.1', '203.0.113.7')), '203.0.113.7');
    assert.equal(addressOf(requestFrom('::ffff:127.0.0.1', '6.6.6.6, 203.0.113.7')), '203.0.113.7');
    assert.equal(addressOf(requestFrom('10.1.2.3', '6.6.6.6, 203.0.113.7, 10.9.9.9')), '203.0.113.7');
    assert.equal(addressOf(requestFrom('203.0.113.9', '198.51.100.1')), '203.0.113.9', 'this peer is no proxy of ours');
    assert.equal(addressOf(requestFrom('127.0.0.1')), '127.0.0.1');
  });

  it('is one for all addresses of an IPv6 subscriber, and the same for both spellings of IPv4', () => {
    const addressOf = createClientAddress([]);
    const home = addressOf(requestFrom('2001:db8:1:2:3:4:5:6'));
    for (const address of ['2001:db8:1:2::1', '2001:0db8:0001:0002:ffff::', '2001:db8:1:2:a:b:c:d']) {
      assert.equal(addressOf(requestFrom(address)), home, address);
    }
    assert.notEqual(addressOf(requestFrom('2001:db8:1:3::1')), home);
    assert.equal(addressOf(requestFrom('::ffff:203.0.113.7')), '203.0.113.7');
    assert.equal(addressOf(requestFrom('fe80::1%eth0')), addressOf(requestFrom('fe80::2')));
  });

  it('cannot be asked for with proxies that are no addresses', () => {
    assert.throws(() => createClientAddress(['my-proxy']), TypeError);
  });
});
