import assert from 'node:assert/strict';
import { importJWK, type JWK, jwtVerify } from 'jose';
import { readLinkTokens } from '../../demo/supabase/functions/_shared/signing-key.js';

export const orderId = '0b9f0000-0000-4000-8000-000000000001';
export const now = () => Date.parse('2026-11-30T12:00:00Z');

/** What a guest's token says that was signed with `TRACKING_SIGNING_KEY=setting`; `check` is the key that verifies it. */
export async function headerAndClaims(setting: string, check: JWK) {
  const token = await (await readLinkTokens(setting, now)).signForGuest(orderId);
  const { protectedHeader, payload } = await jwtVerify(token, await importJWK(check, check.alg), {
    currentDate: new Date(now()),
  });
  return { protectedHeader, payload };
}

/** The private key in this text signs guests' tokens, however the text was copied. */
export async function assertSigns(printed: string, algorithm: string): Promise<void> {
  const jwk = JSON.parse(printed) as JWK;
  const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...open } = jwk;
  for (const setting of [printed, `[${printed}]`, `\n${printed}\n`]) {
    const { protectedHeader, payload } = await headerAndClaims(setting, { ...open, key_ops: ['verify'] });
    assert.deepEqual(protectedHeader, { alg: algorithm, typ: 'JWT', kid: jwk.kid });
    const { iat = 0, exp = 0, ...claims } = payload;
    assert.deepEqual(claims, { aud: 'authenticated', role: 'tracker', order_id: orderId });
    assert.deepEqual([iat * 1000, exp - iat], [now(), 900]);
  }
}
