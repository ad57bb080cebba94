import { readTime } from '../order/read-time.js';
import type { Outside } from './provider.js';
import type { ProviderOrder, RelayStore } from './provider-event.js';
import { configured, type ProviderSettings } from './providers/index.js';
import { coalesced, readOrder } from './read-back.js';
import { type RelayNews, reasonOf } from './relay-news.js';
import { toEvent } from './to-event.js';

/** So many orders are read at a time. */
const sideBySide = 5;

export interface Reconciler {
  /** Reads one order and applies its present state. Resolves to whether it was read; never rejects. */
  read(order: ProviderOrder): Promise<boolean>;
  /** Reads the quiet orders of all providers whose orders can be read. */
  reconcile(): Promise<{ readonly asked: number; readonly read: number }>;
}

export function createReconciler(
  settings: { readonly providers: ProviderSettings; readonly store: RelayStore; readonly quietSeconds?: number },
  outside: Outside,
  onNews: (news: RelayNews) => void,
): Reconciler {
  /** Words that were told of: an order is read every few minutes, and its word stays the same. */
  const told = new Set<string>();
  const read = async (order: ProviderOrder): Promise<boolean> => {
    const target = configured(order.provider, settings.providers);
    if (!target) return false;
    const startedAt = outside.now();
    try {
      const answer = await readOrder(target, order.externalId, outside);
      const event = answer && toEvent(answer.notice, target, startedAt);
      if (!event || event === 'unusable-id') return false;
      const { eventId, ...state } = event;
      // An answer without a time of its own is of when it was given. Our own clock may be ahead of the provider's, and then
      // its next events would look old.
      const given = readTime(answer.date);
      const occurredAt = event.occurredAt ?? (given instanceof Date ? given : new Date(startedAt)).toISOString();
      await settings.store.apply({ ...state, ...order, occurredAt });
      const { unmapped: word } = event.patch;
      const key = `${order.provider} ${word}`;
      if (word !== undefined && !told.has(key)) {
        told.add(key);
        onNews({ kind: 'unmapped', provider: order.provider, word });
      }
      return true;
    } catch (error) {
      onNews({ kind: 'read-back-failed', provider: order.provider, reason: reasonOf(error) });
      return false;
    }
  };

  const readByKey = coalesced((key) => {
    const [restaurantId = '', provider = '', externalId = ''] = JSON.parse(key) as string[];
    return read({ restaurantId, provider, externalId });
  });
  const readOnce = ({ restaurantId, provider, externalId }: ProviderOrder) =>
    readByKey(JSON.stringify([restaurantId, provider, externalId]));

  return {
    read: readOnce,
    async reconcile() {
      const names = Object.keys(settings.providers).filter(
        (name) => configured(name, settings.providers)?.settings.readBack !== undefined,
      );
      const orders = await settings.store.quietOrders(names, settings.quietSeconds ?? 120);
      let read = 0;
      for (let next = 0; next < orders.length; next += sideBySide) {
        const answers = await Promise.all(orders.slice(next, next + sideBySide).map(readOnce));
        read += answers.filter(Boolean).length;
      }
      return { asked: orders.length, read };
    },
  };
}
