import { createHash, createHmac, randomBytes } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Claims } from './database/identity.js';

/** Why a token is refused. */
export type TokenFault =
  | { readonly kind: 'malformed' | 'signature' | 'incomplete' | 'unusable' }
  | { readonly kind: 'expired'; readonly secondsAgo: number };

export type TokenCheck =
  | { readonly claims: Claims; readonly expiresAt: number; readonly fault?: undefined }
  | { readonly fault: TokenFault; readonly claims?: undefined };

/** Signs and checks JWTs with the project's secret. */
export interface Tokens {
  /** A guest's token for one order. */
  signForGuest(orderId: string): Promise<string>;
  /** A token for a link that a guest has shared: it can only read the order. */
  signForViewer(orderId: string): Promise<string>;
  /** A screen's token for the board of one restaurant, valid for as long as a guest's. */
  signForBoard(restaurantId: string): Promise<string>;
  /** A token with any claims, `exp` in seconds from now. */
  sign(claims: Claims, expiresIn: number): Promise<string>;
  /** Checks signature, expiry and that `role` and `exp` are there. `expiresAt` is in milliseconds. */
  check(token: string): Promise<TokenCheck>;
}

/** How long a guest's token is valid, in seconds. Realtime caches a token's permissions for the same time. */
export const guestTokenLifetime = 15 * 60;

/** The `aud` claim that GoTrue writes. A token with another audience is refused. */
const audience = 'authenticated';

export function createTokens(jwtSecret: string, now: () => number): Tokens {
  const key = new TextEncoder().encode(jwtSecret);
  const sign = (claims: Claims, expiresIn: number): Promise<string> => {
    const issuedAt = Math.floor(now() / 1000);
    return new SignJWT({ aud: audience, ...claims, iat: issuedAt, exp: issuedAt + expiresIn })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .sign(key);
  };

  return {
    sign,
    signForGuest: (orderId) => sign({ role: 'tracker', order_id: orderId }, guestTokenLifetime),
    signForViewer: (orderId) => sign({ role: 'viewer', order_id: orderId }, guestTokenLifetime),
    signForBoard: (restaurantId) => sign({ role: 'tracker', board: restaurantId }, guestTokenLifetime),
    async check(token) {
      try {
        const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], currentDate: new Date(now()) });
        if (typeof payload.exp !== 'number' || typeof payload.role !== 'string') {
          return { fault: { kind: 'incomplete' } };
        }
        if (payload.aud !== undefined && ![payload.aud].flat().includes(audience)) {
          return { fault: { kind: 'signature' } };
        }
        return { claims: payload, expiresAt: payload.exp * 1000 };
      } catch (error) {
        return { fault: faultOf(error, now()) };
      }
    },
  };
}

function faultOf(error: unknown, now: number): TokenFault {
  if (error instanceof errors.JWTExpired) {
    return { kind: 'expired', secondsAgo: Math.floor(now / 1000) - Number(error.payload.exp) };
  }
  if (error instanceof errors.JWTClaimValidationFailed) return { kind: 'unusable' };
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JOSEAlgNotAllowed) {
    return { kind: 'signature' };
  }
  return { kind: 'malformed' };
}

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

/** The hash of a capability. The database stores only this hash. */
export function hashCapability(capability: string): string {
  return createHash('sha256').update(capability).digest('hex');
}

/** The token of an `Authorization: Bearer …` header. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}
