import { hashCapability } from '../capability.ts';
import { linkTo } from '../hosted-project.ts';
import type { KitDatabase } from '../kit-database.ts';
import type { WalletOrder } from './wallet-order.ts';
import type { WalletSecrets } from './wallet-secrets.ts';

/** An order with the link to the guest's own page. */
export interface LinkedOrder {
  readonly order: WalletOrder;
  readonly link: string;
}

export type CardKind = 'apple' | 'google';

/** A card whose order has changed. */
export interface ChangedCard {
  readonly order_id: string;
  readonly kind: CardKind;
  readonly device: string;
  readonly push_token: string | null;
  readonly version: number;
}

/** What became of telling a card: `gone`, the phone has it no more. */
export type CardOutcome = 'told' | 'gone' | 'failed';

/** Which phones have which order, as the migration `wallet.sql` keeps it. */
export interface WalletCards {
  /** `undefined` if there is no such order. */
  order(orderId: string): Promise<LinkedOrder | undefined>;
  /** True if it is new; `undefined` if there is no such order. */
  add(orderId: string, kind: CardKind, device: string, pushToken?: string): Promise<boolean | undefined>;
  remove(orderId: string, device: string): Promise<void>;
  /** The orders of a device that have changed since a moment (ISO 8601); `undefined` if none has. */
  changes(device: string, since: string | undefined): Promise<{ orders: readonly string[]; last: string } | undefined>;
  claim(most: number, leaseSeconds: number): Promise<readonly ChangedCard[]>;
  finish(card: ChangedCard, outcome: CardOutcome): Promise<void>;
  clean(): Promise<void>;
}

export interface CardServices {
  readonly database: KitDatabase;
  readonly secrets: WalletSecrets;
  /** The address of the page with the tracker, with `{id}` where the order's id belongs. */
  readonly trackingPage: string;
}

export function walletCards({ database, secrets, trackingPage }: CardServices): WalletCards {
  return {
    async order(orderId) {
      const capability = await secrets.linkCapability(orderId);
      const [order] = await database.call('wallet_order', {
        order_id: orderId,
        capability_hash: hashCapability(capability),
      });
      // Our own function, whose answer the tests check.
      return order === null || order === undefined
        ? undefined
        : { order: order as WalletOrder, link: linkTo(trackingPage, { id: orderId, capability }) };
    },
    async add(orderId, kind, device, pushToken) {
      const args = { order_id: orderId, kind, device, push_token: pushToken ?? null };
      const [isNew] = await database.call('add_wallet_card', args);
      return typeof isNew === 'boolean' ? isNew : undefined;
    },
    async remove(orderId, device) {
      await database.call('remove_wallet_card', { order_id: orderId, device });
    },
    async changes(device, since) {
      const [found] = await database.call('wallet_changes', { device, since: since ?? null });
      return (found as { orders: readonly string[]; last: string } | null | undefined) ?? undefined;
    },
    async claim(most, leaseSeconds) {
      return (await database.call('claim_wallet_cards', {
        most,
        lease_seconds: leaseSeconds,
      })) as readonly ChangedCard[];
    },
    async finish({ order_id, kind, device, version }, outcome) {
      await database.call('finish_wallet_card', { order_id, kind, device, version, outcome });
    },
    async clean() {
      await database.call('clean_wallet_cards', {});
    },
  };
}
