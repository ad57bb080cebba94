import { strToU8 } from 'fflate';
import { plainLogo } from '../plain-logo.ts';
import type { LinkedOrder } from '../wallet-cards.ts';
import type { WalletWords } from '../wallet-order.ts';
import type { AppleCertificates } from './certificates.ts';
import { type AppleMerchant, orderJson, statusKey } from './order-json.ts';
import { makeOrderPackage } from './order-package.ts';

export interface AppleWalletSettings {
  readonly merchant: AppleMerchant;
  readonly certificates: AppleCertificates;
  /** A PNG of 300 × 300 or so. */
  readonly logo?: Uint8Array | undefined;
}

/** The signed package of an order, with the words of its status in every language. */
export function applePackage(
  { merchant, certificates, logo = plainLogo }: AppleWalletSettings,
  { order, link }: LinkedOrder,
  { languages, words }: WalletWords,
  service: { readonly url: string; readonly authenticationToken: string },
  now: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const addresses = { link, webServiceUrl: service.url, authenticationToken: service.authenticationToken };
  const texts = languages.map((language) => {
    const { status, text } = words(order, language);
    return [`${language}.lproj/order.strings`, strToU8(stringsFile({ [statusKey]: `${status}. ${text}` }))] as const;
  });
  const files = {
    'order.json': strToU8(JSON.stringify(orderJson(order, merchant, addresses))),
    'logo.png': logo,
    ...Object.fromEntries(texts),
  };
  return makeOrderPackage(files, certificates, new Date(now));
}

/** The format of Apple's string files: quotes and backslashes are escaped, the rest is UTF-8. */
function stringsFile(texts: Readonly<Record<string, string>>): string {
  const quoted = (text: string) => `"${text.replaceAll(/["\\]/g, '\\$&').replaceAll(/\s+/g, ' ')}"`;
  return Object.entries(texts)
    .map(([key, text]) => `${quoted(key)} = ${quoted(text)};\n`)
    .join('');
}
