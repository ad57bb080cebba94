import type { PostgrestError, RealtimeChannel, SupabaseClient } from '@supabase/supabase-js';
import { isFinal, orderStatuses } from '../../../src/order/status.js';
import { isPostponement, type KitchenChange, type KitchenOrder, type OrderRow } from './kitchen-order.js';
import type { SaveChange } from './optimistic-orders.js';

const rowColumns =
  'id, number, status, fulfilment, table_label, placed_at, updated_at, version, estimated_ready_from, ' +
  'estimated_ready_to, delayed, on_hold, reason';

/** Orders that ended longer ago than this leave the board, in milliseconds. */
const keepEnded = 2 * 60 * 60 * 1000;

/** Every order that the kitchen still cares about. Row level security gives staff their own restaurant's only. */
export async function readOrders(client: SupabaseClient): Promise<readonly KitchenOrder[]> {
  const { data, error } = await client
    .from('orders')
    .select(`${rowColumns}, items:order_items(id, name, quantity), messages:order_messages(message, sent_at)`)
    .order('position', { referencedTable: 'items' })
    .order('sent_at', { referencedTable: 'messages' })
    .or(
      `status.in.(${orderStatuses.filter((status) => !isFinal(status))}),` +
        `updated_at.gte.${new Date(Date.now() - keepEnded).toISOString()}`,
    )
    .order('placed_at', { ascending: false })
    .limit(200)
    .overrideTypes<KitchenOrder[], { merge: false }>();
  if (error) throw new Error(error.message);
  return data;
}

/**
 * Saves a change only on top of the version that staff saw: if somebody else was quicker, nothing happens and the
 * message says so. A later estimate is added to whatever the database has.
 */
export function saveChange(client: SupabaseClient): SaveChange {
  return async (order, change) => {
    const { data, error, status } = await asked(client, order, change)
      .select(rowColumns)
      .maybeSingle()
      .overrideTypes<OrderRow, { merge: false }>();
    if (error) throw new Error(refusal(order, status, error));
    if (!data) throw new Error(`Order ${order.number} was not changed. Somebody else has just changed this order.`);
    return data;
  };
}

function asked(client: SupabaseClient, { id, version }: KitchenOrder, change: KitchenChange) {
  if (!isPostponement(change)) return client.from('orders').update(change).eq('id', id).eq('version', version);
  return client.rpc('postpone_order', { order_id: id, minutes: change.minutesLater });
}

/** What staff read about a press that was not taken. Only the database's own words are meant for them. */
function refusal({ number }: KitchenOrder, status: number, { code, message }: PostgrestError): string {
  if (status === 0) return `The kitchen's screen is offline: order ${number} may not have been changed.`;
  if (!code) return `The server did not answer properly: order ${number} may not have been changed.`;
  return `Order ${number} was not changed. ${message}`;
}

export interface OrderListener {
  /** The board was read whole. */
  read(orders: readonly KitchenOrder[]): void;
  /** A read failed. */
  unread(message: string): void;
  /** One order changed. A new one is read whole instead: a row has no items. So is a message. */
  row(row: OrderRow): void;
  /** Whether changes arrive by themselves from here on. */
  live(isLive: boolean): void;
}

/** reads while changes arrive by themselves are a safety net; in milliseconds. */
const safetyNet = 30_000;
/** How soon a lost channel is built up again, in milliseconds. */
const rejoinAfter = 3_000;

/**
 * Follows the restaurant's orders: changes as they happen, and the whole board after every (re)join, when the device
 * is online again, and every 30 seconds. Returns how to read at once and how to stop.
 */
export function followOrders(client: SupabaseClient, listener: OrderListener): { read(): void; stop(): void } {
  let stopped = false;
  /** reads are numbered in the order in which they were asked for. */
  let started = 0;
  let applied = 0;
  let rejoin: ReturnType<typeof setTimeout> | undefined;

  async function read(): Promise<void> {
    started += 1;
    const reading = started;
    try {
      const orders = await readOrders(client);
      // An answer that a later one has overtaken does not know the newest orders.
      if (stopped || reading < applied) return;
      applied = reading;
      listener.read(orders);
    } catch (error) {
      if (!stopped) listener.unread(error instanceof Error ? error.message : String(error));
    }
  }

  function join(): void {
    let lost = false;
    const channel = client
      .channel('kitchen')
      .on('postgres_changes', { event: '*', schema: 'public', table: 'orders' }, (change) => {
        if (change.eventType === 'UPDATE') listener.row(change.new as OrderRow);
        else void read();
      })
      .on('postgres_changes', { event: 'INSERT', schema: 'public', table: 'order_messages' }, () => void read())
      // The join alone does not mean that changes arrive; the server says so in a message of its own.
      .on('system', {}, ({ status, extension }: { status?: string; extension?: string }) => {
        if (extension !== 'postgres_changes') return;
        listener.live(status === 'ok');
        if (status === 'ok') void read();
      })
      .subscribe((status) => {
        if (status === 'SUBSCRIBED' || lost) return;
        // Removing the channel reports its end once more.
        lost = true;
        listener.live(false);
        if (!stopped) rejoin = setTimeout(() => void replace(channel), rejoinAfter);
      });
  }

  async function replace(channel: RealtimeChannel): Promise<void> {
    await client.removeChannel(channel);
    if (!stopped) join();
  }

  const timer = setInterval(() => void read(), safetyNet);
  const wake = () => void (document.visibilityState === 'visible' && read());
  document.addEventListener('visibilitychange', wake);
  globalThis.addEventListener('online', wake);
  join();
  void read();

  return {
    read: () => void read(),
    stop() {
      stopped = true;
      clearInterval(timer);
      clearTimeout(rejoin);
      document.removeEventListener('visibilitychange', wake);
      globalThis.removeEventListener('online', wake);
      void client.removeAllChannels();
    },
  };
}
