import type { KitDatabase } from '../kit-database.ts';
import type { Channel, MessageKind, Recipient, SendResult } from './sender.ts';

/** A delivery that a worker has claimed, with all that its words need. */
export interface DeliveryJob {
  /** The id of the message, for ever. */
  readonly id: string;
  /** Proves that this worker has claimed it. */
  readonly lease: string;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly channel: Channel;
  readonly recipientId: string;
  readonly to: Recipient;
  /** A BCP 47 tag. */
  readonly language: string;
  readonly kind: MessageKind;
  /** Whether staff are told if the guest is not reached. */
  readonly matters: boolean;
  /** The order's version that it tells of. The order may have a newer one that changes nothing of it. */
  readonly version: number;
  readonly orderId: string;
  readonly restaurantId: string;
  /** The order as our own endpoints give it. */
  readonly order: unknown;
  /** More for the words: `{"undone": true}`, the kitchen's answer, or what staff are told `about`. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** An IANA name such as `Europe/Berlin`. */
  readonly timeZone: string;
  /** The page with the tracker, with `{id}` where the order's id belongs; the restaurant may not have said it. */
  readonly trackingPage?: string;
  /** Where guests collect, in the restaurant's own words. */
  readonly pickupPlace?: string;
  /** Of a message to staff: the kitchen page on that device. The owner's telephone has none. */
  readonly staffPage?: string;
  readonly expiresAt: Date;
}

/** What a worker says of the sender when it begins. */
export interface Sending {
  readonly vendor: string;
  readonly isIdempotent: boolean;
  /** Estimated, in thousandths of the restaurant's currency. */
  readonly cost: number;
}

/** The outbox in the database, as a worker uses it. The functions are those of the migrations `…_outbox_*.sql`. */
export interface OutboxDatabase {
  /** Takes at most so many deliveries that are due on these channels. */
  claim(most: number, channels: readonly Channel[]): Promise<readonly DeliveryJob[]>;
  /** Writes down that sending begins. `false`: it must not be sent any more. */
  begin(job: DeliveryJob, sending: Sending): Promise<boolean>;
  finish(job: DeliveryJob, result: SendResult): Promise<void>;
  /** When something is due next; `undefined` if nothing is open. */
  nextAt(): Promise<Date | undefined>;
  /** Deletes what is left of ended orders. */
  clean(): Promise<void>;
}

export interface OutboxDatabaseOptions {
  readonly database: KitDatabase;
  /** The worker's name, for whoever looks into the database. */
  readonly worker: string;
  /** For how long a claimed delivery is the worker's, in seconds. */
  readonly leaseSeconds: number;
}

export function outboxDatabase({ database, worker, leaseSeconds }: OutboxDatabaseOptions): OutboxDatabase {
  return {
    async claim(most, channels) {
      const rows = await database.call('claim_deliveries', { worker, most, lease_seconds: leaseSeconds, channels });
      return rows.map(readJob);
    },
    async begin(job, { vendor, isIdempotent, cost }) {
      const [begun] = await database.call('begin_delivery', {
        delivery_id: job.id,
        lease: job.lease,
        lease_seconds: leaseSeconds,
        vendor,
        is_idempotent: isIdempotent,
        cost_thousandths: Math.ceil(cost),
      });
      return begun === true;
    },
    async finish({ id, lease }, result) {
      await database.call('finish_delivery', { delivery_id: id, lease, result: wireResult(result) });
    },
    async nextAt() {
      const [at] = await database.call('next_delivery_at', {});
      return typeof at === 'string' ? new Date(at) : undefined;
    },
    async clean() {
      await database.call('clean_notifications', {});
    },
  };
}

/** What `claim_deliveries` returns. The database is ours, so its answer is not checked. */
interface ClaimedRow {
  readonly delivery_id: string;
  readonly lease: string;
  readonly attempt: number;
  readonly channel: Channel;
  readonly recipient_id: string;
  readonly address: unknown;
  readonly language: string;
  readonly kind: DeliveryJob['kind'];
  readonly matters: boolean;
  readonly version: number;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly expires_at: string;
  readonly order_id: string;
  readonly restaurant_id: string;
  readonly order: unknown;
  readonly time_zone: string;
  readonly tracking_page: string | null;
  readonly pickup_place?: string | null;
  readonly staff_page?: string | null;
}

function readJob(claimed: unknown): DeliveryJob {
  const row = claimed as ClaimedRow;
  return {
    id: row.delivery_id,
    lease: row.lease,
    attempt: row.attempt,
    channel: row.channel,
    recipientId: row.recipient_id,
    to: readRecipient(row.channel, row.address),
    language: row.language,
    kind: row.kind,
    matters: row.matters,
    version: row.version,
    orderId: row.order_id,
    restaurantId: row.restaurant_id,
    order: row.order,
    detail: row.detail,
    timeZone: row.time_zone,
    ...(row.tracking_page !== null && { trackingPage: row.tracking_page }),
    ...(row.pickup_place && { pickupPlace: row.pickup_place }),
    ...(row.staff_page && { staffPage: row.staff_page }),
    expiresAt: new Date(row.expires_at),
  };
}

/** As `private.recipients.address` holds it. */
function readRecipient(channel: Channel, address: unknown): Recipient {
  switch (channel) {
    case 'push':
      return { channel, push: address as Extract<Recipient, { channel: 'push' }>['push'] };
    case 'sms':
      return { channel, number: String(Object(address).number) };
    case 'email':
      return { channel, address: String(Object(address).address) };
  }
}

function wireResult(result: SendResult): object {
  switch (result.outcome) {
    case 'accepted':
      return {
        outcome: 'accepted',
        vendor_id: result.vendorId,
        cost_thousandths: result.cost && Math.ceil(result.cost.thousandths),
        currency: result.cost?.currency,
      };
    case 'not-sent':
      return { outcome: 'not-sent', reason: result.reason, retry_after: result.retryAfter };
    case 'refused':
      return { outcome: 'refused', reason: result.reason, recipient: result.recipient };
    case 'unknown':
      return result;
  }
}
