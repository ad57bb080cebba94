import { createHash, createHmac, randomBytes } from 'node:crypto';

/** The secret of a guest's link: 128 random bits. */
export function newCapability(): string {
  return randomBytes(16).toString('base64url');
}

/**
 * The secret of a link that the guest shares. It is made from the guest's own, so that it is the same at every exchange
 * and need not be stored; the guest's own cannot be found from it.
 */
export function shareCapability(capability: string): string {
  return createHmac('sha256', capability).update('share').digest().subarray(0, 16).toString('base64url');
}

/** The hash of a capability or of a server key. The database stores only this hash. */
export function hashCapability(capability: string): string {
  return createHash('sha256').update(capability).digest('hex');
}
