import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import proxyAddress from 'proxy-addr';

/** Finds the address that limits count by. */
export type ClientAddress = (request: IncomingMessage) => string;

/**
 * The address of the client that sent a request. What `X-Forwarded-For` says counts only as far as the proxies that
 * wrote it are trusted; without trusted proxies it is ignored, because anybody can send it.
 *
 * @param trustedProxies addresses and ranges, such as `127.0.0.1`, `10.0.0.0/8` or `loopback`. Throws a `TypeError` for
 * others.
 */
export function createClientAddress(trustedProxies: readonly string[]): ClientAddress {
  const isTrusted = proxyAddress.compile([...trustedProxies]);
  // Without trusted proxies this is the peer's address.
  return (request) => countedAs(proxyAddress(request, isTrusted) ?? '');
}

/** One subscriber has a whole /64 of IPv6 addresses, so the limits count these together. */
function countedAs(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [front = '', back] = plain.split('::');
  const groups = front.split(':').filter(Boolean);
  const following = (back ?? '').split(':').filter(Boolean);
  const zeros = back === undefined ? 0 : 8 - groups.length - following.length;
  const whole = [...groups, ...Array<string>(zeros).fill('0'), ...following];
  return `${whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
