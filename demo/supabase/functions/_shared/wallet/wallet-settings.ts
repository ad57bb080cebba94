import { NotSetUp } from '../endpoint.ts';
import type { ReadSetting } from '../hosted-project.ts';
import type { AppleWalletSettings } from './apple/apple-wallet.ts';
import { readAppleCertificates } from './apple/certificates.ts';
import type { GoogleWalletSettings } from './google/google-wallet.ts';

/** The wallets for which there are keys. */
export interface WalletSettings {
  readonly apple: (AppleWalletSettings & { readonly apnsOrigin: string }) | undefined;
  readonly google: GoogleWalletSettings | undefined;
}

/** Reads the settings `WALLET_…`; without any, there is no wallet. Throws `NotSetUp` if one is missing or wrong. */
export function readWalletSettings(read: ReadSetting, now: number): WalletSettings {
  return { apple: appleSettings(read, now), google: googleSettings(read) };
}

function appleSettings(read: ReadSetting, now: number): WalletSettings['apple'] {
  const names = ['ORDER_TYPE', 'MERCHANT', 'CERTIFICATE', 'ISSUER', 'KEY', 'SITE'].map(
    (name) => `WALLET_APPLE_${name}`,
  );
  const values = allOrNone(read, names);
  if (!values) return undefined;
  const [orderType = '', merchantIdentifier = '', certificate = '', issuer = '', key = '', url = ''] = values;
  if (!/^order\./.test(orderType)) throw new NotSetUp('WALLET_APPLE_ORDER_TYPE begins with "order.".');
  if (!/^https:\/\//.test(URL.canParse(url) ? url : '')) {
    throw new NotSetUp('WALLET_APPLE_SITE must be the whole address of the restaurant’s site, with https://');
  }
  const logo = read('WALLET_APPLE_LOGO');
  return {
    merchant: { orderTypeIdentifier: orderType, merchantIdentifier, url },
    certificates: readAppleCertificates({ certificate, issuer, key, password: read('WALLET_APPLE_KEY_PASSWORD') }, now),
    logo: logo ? pngOf(logo) : undefined,
    apnsOrigin: read('WALLET_APPLE_PUSH_ORIGIN') || 'https://api.push.apple.com',
  };
}

function googleSettings(read: ReadSetting): GoogleWalletSettings | undefined {
  const values = allOrNone(read, ['WALLET_GOOGLE_ISSUER', 'WALLET_GOOGLE_KEY']);
  if (!values) return undefined;
  const [issuerId = '', key = ''] = values;
  if (!/^\d+$/.test(issuerId))
    throw new NotSetUp('WALLET_GOOGLE_ISSUER is a number, from the Google Pay & Wallet Console.');
  const { client_email: email, private_key: privateKey } = Object(jsonOf(key));
  if (typeof email !== 'string' || typeof privateKey !== 'string') {
    throw new NotSetUp('WALLET_GOOGLE_KEY must be the whole JSON file of a service account’s key.');
  }
  return {
    issuerId,
    email,
    privateKey,
    logoUrl: read('WALLET_GOOGLE_LOGO') || undefined,
    apiOrigin: read('WALLET_GOOGLE_API_ORIGIN') || 'https://walletobjects.googleapis.com',
    tokenUrl: read('WALLET_GOOGLE_TOKEN_URL') || 'https://oauth2.googleapis.com/token',
  };
}

/** The values of settings that belong together; `undefined` if none is set. Throws `NotSetUp` if some are missing. */
function allOrNone(read: ReadSetting, names: readonly string[]): readonly string[] | undefined {
  const values = names.map((name) => read(name)?.trim() ?? '');
  if (values.every((value) => value === '')) return undefined;
  const missing = names.filter((_, index) => values[index] === '');
  if (missing.length > 0)
    throw new NotSetUp(`${missing.join(', ')} must be set as well, or none of ${names.join(', ')}.`);
  return values;
}

function pngOf(base64: string): Uint8Array {
  try {
    const bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
    if (bytes[0] === 0x89 && bytes[1] === 0x50) return bytes;
  } catch {
    // The same sentence fits.
  }
  throw new NotSetUp('WALLET_APPLE_LOGO must be a PNG in base64.');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
