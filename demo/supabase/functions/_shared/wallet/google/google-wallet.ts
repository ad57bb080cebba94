import { importPKCS8, SignJWT } from 'jose';
import { NotSetUp } from '../../endpoint.ts';
import type { CardOutcome, LinkedOrder } from '../wallet-cards.ts';
import type { WalletWords } from '../wallet-order.ts';
import { type GoogleIssuer, passClass, passObject, passObjectId } from './pass-object.ts';

export interface GoogleWalletSettings extends GoogleIssuer {
  /** The service account's `client_email`. */
  readonly email: string;
  /** Its `private_key`, PKCS #8 in PEM. */
  readonly privateKey: string;
  /** Default `https://walletobjects.googleapis.com`. */
  readonly apiOrigin: string;
  /** Default `https://oauth2.googleapis.com/token`. */
  readonly tokenUrl: string;
}

export interface GoogleWalletServices {
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly words: WalletWords;
}

export interface GoogleWallet {
  /** The address behind "Add to Google Wallet". */
  saveLink(linked: LinkedOrder): Promise<string>;
  /** Tells Google what has changed; all phones with the pass show it. */
  update(linked: LinkedOrder): Promise<CardOutcome>;
}

const scope = 'https://www.googleapis.com/auth/wallet_object.issuer';
const tokenLifetime = 3600;
/** Seconds before its end from which a token is replaced. */
const tokenReserve = 120;

/** Signs the passes of orders, and keeps them up to date. Rejects with `NotSetUp` if the key cannot be read. */
export function createGoogleWallet(settings: GoogleWalletSettings, services: GoogleWalletServices): GoogleWallet {
  const { fetch, now, words } = services;
  let token: { readonly value: string; readonly until: number } | undefined;

  const sign = async (claims: Record<string, unknown>, expiresIn?: number) => {
    const key = await importPKCS8(settings.privateKey.replaceAll('\\n', '\n'), 'RS256').catch(() => {
      throw new NotSetUp('WALLET_GOOGLE_KEY has no private_key that can be read. Set the whole JSON file of the key.');
    });
    const issuedAt = Math.floor(now() / 1000);
    const expiry = expiresIn === undefined ? {} : { exp: issuedAt + expiresIn };
    return new SignJWT({ iss: settings.email, iat: issuedAt, ...expiry, ...claims })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
      .sign(key);
  };

  /** "Using OAuth 2.0 for server to server applications", without a library. */
  async function accessToken(): Promise<string> {
    const seconds = now() / 1000;
    if (token && token.until > seconds) return token.value;
    const assertion = await sign({ scope, aud: settings.tokenUrl }, tokenLifetime);
    const response = await fetch(settings.tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }),
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    });
    const answer: unknown = await response.json().catch(() => undefined);
    const { access_token: value, expires_in: lifetime } = Object(answer);
    if (!response.ok || typeof value !== 'string') throw new Error('Google gave no token.');
    token = { value, until: seconds + (typeof lifetime === 'number' ? lifetime : tokenLifetime) - tokenReserve };
    return value;
  }

  return {
    async saveLink({ order, link }) {
      const payload = {
        genericClasses: [passClass(settings)],
        genericObjects: [passObject(settings, order, link, words)],
      };
      const jwt = await sign({ aud: 'google', typ: 'savetowallet', origins: [], payload });
      return `https://pay.google.com/gp/v/save/${jwt}`;
    },
    async update({ order, link }) {
      try {
        const id = passObjectId(settings, order.id);
        const response = await fetch(`${settings.apiOrigin}/walletobjects/v1/genericObject/${id}`, {
          method: 'PATCH',
          headers: { Authorization: `Bearer ${await accessToken()}`, 'Content-Type': 'application/json' },
          body: JSON.stringify(passObject(settings, order, link, words)),
          redirect: 'error',
          signal: AbortSignal.timeout(10_000),
        });
        await response.body?.cancel();
        if (response.status === 401) token = undefined;
        // 404: the guest has not saved the pass. Once saved, it shows what the link had, until the next change.
        return response.ok || response.status === 404 ? 'told' : 'failed';
      } catch (error) {
        if (error instanceof NotSetUp) throw error;
        return 'failed';
      }
    },
  };
}
