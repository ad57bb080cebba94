import { errors, jwtVerify, SignJWT } from 'jose';
import { audience, createLinkTokens, type LinkTokens } from '../supabase/functions/_shared/link-tokens.js';
import type { Claims } from './database/identity.js';

export { hashCapability, newCapability } from '../supabase/functions/_shared/capability.js';
export { bearerToken } from '../supabase/functions/_shared/endpoint.js';

/** Why a token is refused. */
export type TokenFault =
  | { readonly kind: 'malformed' | 'signature' | 'incomplete' | 'unusable' }
  | { readonly kind: 'expired'; readonly secondsAgo: number };

export type TokenCheck =
  | { readonly claims: Claims; readonly expiresAt: number; readonly fault?: undefined }
  | { readonly fault: TokenFault; readonly claims?: undefined };

/** Signs and checks JWTs with the project's secret. */
export interface Tokens extends LinkTokens {
  /** A token with any claims, `exp` in seconds from now. */
  sign(claims: Claims, expiresIn: number): Promise<string>;
  /** Checks signature, expiry and that `role` and `exp` are there. `expiresAt` is in milliseconds. */
  check(token: string): Promise<TokenCheck>;
}

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
    ...createLinkTokens(sign),
    async check(token) {
      try {
        const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], currentDate: new Date(now()) });
        if (typeof payload.exp !== 'number' || typeof payload.role !== 'string') {
          return { fault: { kind: 'incomplete' } };
        }
        // A token with another audience is refused.
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
