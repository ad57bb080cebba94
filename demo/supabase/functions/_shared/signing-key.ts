import { importJWK, type JWK, SignJWT } from 'jose';
import { NotSetUp } from './endpoint.ts';
import { audience, createLinkTokens, type LinkTokens } from './link-tokens.ts';

interface SigningKey {
  readonly key: CryptoKey | Uint8Array;
  readonly algorithm: string;
  readonly keyId: string | undefined;
}

const algorithms: Readonly<Record<string, string>> = { EC: 'ES256', RSA: 'RS256', oct: 'HS256' };

/**
 * Signs tokens with the key in `setting`: a private key as JWK, as `supabase gen signing-key` prints it and the
 * project has imported it (ES256, RS256, HS256), or the project's older JWT secret as it is. Rejects with `NotSetUp`.
 */
export async function readLinkTokens(setting: string, now: () => number): Promise<LinkTokens> {
  const { key, algorithm, keyId } = await readSigningKey(setting.trim());
  return createLinkTokens((claims, expiresIn) => {
    const issuedAt = Math.floor(now() / 1000);
    return new SignJWT({ aud: audience, ...claims, iat: issuedAt, exp: issuedAt + expiresIn })
      .setProtectedHeader({ alg: algorithm, typ: 'JWT', ...(keyId !== undefined && { kid: keyId }) })
      .sign(key);
  });
}

async function readSigningKey(setting: string): Promise<SigningKey> {
  if (!/^[[{]/.test(setting)) return readSecret(setting);
  const jwk = readJwk(setting);
  const algorithm = jwk.alg ?? algorithms[jwk.kty ?? ''];
  if (algorithm === undefined || (jwk.d ?? jwk.k) === undefined) {
    throw new NotSetUp('The signing key has no private part. Use what `supabase gen signing-key` printed.');
  }
  if (jwk.kid === undefined && jwk.kty !== 'oct') {
    throw new NotSetUp('The signing key has no "kid", by which the project finds its public part.');
  }
  try {
    // "key_ops" and "use" may name verification only, which the private part is imported for as well.
    const { key_ops: _operations, use: _use, ext: _extractable, ...plain } = jwk;
    return { key: await importJWK(plain, algorithm), algorithm, keyId: jwk.kid };
  } catch {
    throw new NotSetUp('The signing key cannot be read. Use what `supabase gen signing-key` printed.');
  }
}

/** The older JWT secret. What is shorter can be guessed, and is a mistake such as the id of a key. */
function readSecret(secret: string): SigningKey {
  if (secret.length < 32) throw new NotSetUp('The signing key is shorter than 32 characters.');
  return { key: new TextEncoder().encode(secret), algorithm: 'HS256', keyId: undefined };
}

/** A JWK, or the list of one JWK that the command's file holds. */
function readJwk(setting: string): JWK {
  let read: unknown;
  try {
    read = JSON.parse(setting);
  } catch {
    throw new NotSetUp('The signing key is cut off or is not JSON. Put it in single quotes when you set it.');
  }
  const [jwk, ...others] = [read].flat();
  if (typeof jwk !== 'object' || jwk === null || others.length > 0) {
    throw new NotSetUp('The signing key must be one JWK.');
  }
  return jwk;
}
