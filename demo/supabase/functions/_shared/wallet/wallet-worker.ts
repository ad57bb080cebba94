import type { PushToDevice } from './apple/apns.ts';
import type { GoogleWallet } from './google/google-wallet.ts';
import type { CardOutcome, ChangedCard, WalletCards } from './wallet-cards.ts';

export interface WalletWorkerServices {
  readonly cards: WalletCards;
  /** Absent without Apple's keys. */
  readonly push: PushToDevice | undefined;
  /** Absent without Google's key. */
  readonly google: GoogleWallet | undefined;
}

const atOnce = 20;
/** Longer than a push may take. */
const leaseSeconds = 30;

/**
 * Tells the wallets of all orders that have changed, and resolves with how many cards were told. May run twice at the
 * same time: each card is leased to one run.
 */
export async function tellWallets({ cards, push, google }: WalletWorkerServices): Promise<number> {
  let told = 0;
  for (;;) {
    const claimed = await cards.claim(atOnce, leaseSeconds);
    const outcomes = await Promise.all(claimed.map((card) => tell(card)));
    told += outcomes.filter((outcome) => outcome === 'told').length;
    if (claimed.length < atOnce) break;
  }
  await cards.clean();
  return told;

  async function tell(card: ChangedCard): Promise<CardOutcome> {
    const outcome = await send(card);
    await cards.finish(card, outcome);
    return outcome;
  }

  async function send({ kind, order_id, push_token }: ChangedCard): Promise<CardOutcome> {
    if (kind === 'apple') return push && push_token !== null ? push(push_token) : 'failed';
    const linked = await cards.order(order_id);
    if (!linked) return 'gone';
    return google ? google.update(linked) : 'failed';
  }
}
