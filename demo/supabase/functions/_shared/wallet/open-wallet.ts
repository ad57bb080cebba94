import type { ReadSetting } from '../hosted-project.ts';
import type { KitDatabase } from '../kit-database.ts';
import { createApns } from './apple/apns.ts';
import { createGoogleWallet } from './google/google-wallet.ts';
import { createWallet } from './wallet.ts';
import { walletCards } from './wallet-cards.ts';
import type { WalletWords } from './wallet-order.ts';
import { walletSecrets } from './wallet-secrets.ts';
import { readWalletSettings } from './wallet-settings.ts';
import { tellWallets } from './wallet-worker.ts';

export interface OpenWalletOptions {
  readonly read: ReadSetting;
  readonly database: KitDatabase;
  /** The secret from which those of the cards are derived. */
  readonly messageSecret: string;
  /** The address of the page with the tracker, with `{id}` where the order's id belongs. */
  readonly trackingPage: string;
  /** The public address of the endpoint, without a slash at the end. */
  readonly publicUrl: string;
  readonly words: WalletWords;
  readonly fetch: typeof fetch;
  readonly now: () => number;
}

export type WalletName = 'apple' | 'google';

export interface OpenWallet {
  /** Those that there are keys for. */
  readonly names: readonly WalletName[];
  /** `path`: what follows the address of the endpoint. */
  answer(request: Request, path: readonly string[]): Promise<Response>;
  /** Tells the wallets what has changed; resolves with how many cards were told. */
  tell(): Promise<number>;
  close(): void;
}

/** The wallets that the settings `WALLET_…` have keys for; `undefined` if there are none. Throws `NotSetUp`. */
export function openWallet(options: OpenWalletOptions): OpenWallet | undefined {
  const { read, database, messageSecret, trackingPage, publicUrl, words, fetch, now } = options;
  const { apple, google: googleSettings } = readWalletSettings(read, now());
  if (!apple && !googleSettings) return undefined;
  const secrets = walletSecrets(messageSecret);
  const cards = walletCards({ database, secrets, trackingPage });
  const google = googleSettings && createGoogleWallet(googleSettings, { fetch, now, words });
  const apns =
    apple &&
    createApns({
      origin: apple.apnsOrigin,
      topic: apple.merchant.orderTypeIdentifier,
      ...apple.certificates.pem,
      authority: read('WALLET_APPLE_PUSH_AUTHORITY') || undefined,
    });
  const names: readonly WalletName[] = [
    ...(apple ? (['apple'] as const) : []),
    ...(google ? (['google'] as const) : []),
  ];
  return {
    names,
    answer: createWallet({ database, cards, secrets, apple, google, words, publicUrl, now }),
    tell: () => tellWallets({ cards, push: apns?.push, google }),
    close: () => apns?.close(),
  };
}
