/** From what a message says to what is stored: the provider's preset reads the words, and only what the tracker shows is left. */

import { cleanText } from '../order/clean-text.js';
import { applyFieldMap } from '../order/field-map/field-map.js';
import type { OrderItem, OrderPatch } from '../order/order.js';
import { readTime } from '../order/read-time.js';
import { type Phase, phaseOf } from '../order/status.js';
import { parseOrder } from '../order/wire.js';
import type { CommonSettings, Notice, Provider } from './provider.js';
import type { ProviderEvent, StoredFields, StoredItem } from './provider-event.js';

/** A provider's clock may be ahead by so much, in ms. A time further ahead is wrong: every later event would look old. */
const aheadAtMost = 5 * 60_000;

/**
 * A courier's delivery that is delayed was cancelled, returned or tried in vain. The time that may still stand in the message
 * is that of the visit which will not be.
 */
const noArrival: StoredFields = { estimated_arrival_from: null, estimated_arrival_to: null };

/** An event without the restaurant, which the settings tell. */
export type MappedEvent = Omit<ProviderEvent, 'restaurantId' | 'provider'>;

interface ToldBy {
  readonly provider: Pick<Provider<CommonSettings>, 'map' | 'mayCreate'>;
  readonly settings: Pick<CommonSettings, 'statuses'>;
}

/**
 * What a notice says; undefined if that is nothing but an id, or about no order. `unusable-id`: it is about one whose id
 * cannot be stored, too long or with characters that cannot be seen.
 */
export function toEvent(
  notice: Notice,
  { provider: { map, mayCreate }, settings: { statuses } }: ToldBy,
  now: number,
): MappedEvent | 'unusable-id' | undefined {
  const ownMap = statuses ? { ...map, statuses: { ...map.statuses, ...statuses } } : map;
  const wire = applyFieldMap(notice.payload, ownMap) as Record<string, unknown>;
  const result = parseOrder(notice.orderId == null ? wire : { ...wire, id: notice.orderId });
  const given = notice.orderId ?? wire.id;
  if (!result.ok) return result.id === undefined && given != null && given !== '' ? 'unusable-id' : undefined;
  const { version, epoch, updatedAt, unmappedStatus } = result.patch;
  const id = idIn(result.patch.id);
  if (id === undefined) return 'unusable-id';
  const at = timeIn(notice.at) ?? updatedAt;
  const eventId = idIn(notice.eventId);
  const reference = idIn(notice.reference);
  const otherId = idIn(notice.otherId);
  // They alone never create an order.
  const isCourier = !mayCreate;
  return {
    externalId: id,
    ...(eventId !== undefined && { eventId }),
    ...(at && { occurredAt: new Date(+at > now + aheadAtMost ? now : +at).toISOString() }),
    patch: {
      fields: { ...fieldsOf(result.patch), ...(isCourier && result.patch.delayed && noArrival) },
      may_create: mayCreate && notice.mayCreate !== false,
      ...(isCourier && { courier: true }),
      ...(version != null && { sequence: version }),
      ...(epoch != null && { epoch }),
      ...(updatedAt && +updatedAt === Number(at) && { dated: true }),
      ...(reference !== undefined && { reference }),
      ...(otherId !== undefined && otherId !== id && { other_id: otherId }),
      ...(unmappedStatus != null && { unmapped: unmappedStatus }),
    },
  };
}

/** A time that can be used: it has a zone. */
export function timeIn(value: unknown): Date | undefined {
  const time = readTime(value);
  return time instanceof Date ? time : undefined;
}

/** An id as text that can be stored. Never cut: a shortened one could be another order's. */
export function idIn(value: unknown): string | undefined {
  const id = typeof value === 'number' ? String(value) : value;
  return typeof id === 'string' && id !== '' && id.length <= 200 && id === cleanText(id, 200) ? id : undefined;
}

/** The fields that are stored, one by one: whatever else a provider sends of a guest ends here. */
function fieldsOf(patch: OrderPatch): StoredFields {
  const fields: Record<keyof StoredFields, unknown> = {
    status: patch.status ?? undefined,
    status_source: patch.statusSource,
    delayed: patch.delayed,
    on_hold: patch.onHold,
    reason: shortened(patch.reason, 200),
    number: numberIn(patch.number),
    fulfilment: patch.fulfilment,
    table_label: tableIn(patch.tableLabel),
    placed_at: written(patch.placedAt),
    estimated_ready_from: written(patch.estimatedReadyFrom),
    estimated_ready_to: written(patch.estimatedReadyTo),
    estimated_arrival_from: written(patch.estimatedArrivalFrom),
    estimated_arrival_to: written(patch.estimatedArrivalTo),
    items: patch.items?.length ? patch.items.slice(0, 50).map(storedItem) : undefined,
    total_minor: patch.totalMinor,
    currency: patch.currency,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/**
 * What staff call out: digits, with a letter or two, `#` and hyphens: `17`, `A12`, `#1042`, `TA-7`. Tills also write the
 * guest's name, telephone number or e-mail address there, which a wall screen would show to everybody.
 */
function numberIn(number: string | null | undefined): string | null | undefined {
  if (typeof number !== 'string') return number;
  const text = number.trim();
  const count = (kind: RegExp) => text.match(kind)?.length ?? 0;
  const digits = count(/\d/g);
  const isTicket = /^[\p{L}\d#-]+$/u.test(text) && digits > 0 && digits <= 8 && count(/\p{L}/gu) <= 2;
  return isTicket ? text : undefined;
}

/** Not what looks like an e-mail address or a telephone number. */
function tableIn(label: string | null | undefined): string | null | undefined {
  const looksPersonal = typeof label === 'string' && (label.includes('@') || (label.match(/\d/g)?.length ?? 0) > 6);
  return looksPersonal ? undefined : shortened(label, 40);
}

function shortened(text: string | null | undefined, length: number): string | null | undefined {
  return typeof text === 'string' ? limited(text, length) : text;
}

/** The database counts code points, of which one letter or emoji may have many. */
function limited(text: string, length: number): string {
  return [...cleanText(text, length)].slice(0, length).join('').trim();
}

function written(time: Date | null | undefined): string | null | undefined {
  return time instanceof Date ? time.toISOString() : time;
}

/** What the database keeps of a dish: where it is, in its five words. */
const statusOfPhase: Readonly<Record<Phase, NonNullable<StoredItem['status']>>> = {
  new: 'pending',
  kitchen: 'preparing',
  counter: 'ready',
  out: 'served',
  happyEnd: 'served',
  unhappyEnd: 'cancelled',
};

function storedItem({ name, quantity, amount, status, prepMinutes }: OrderItem): StoredItem {
  const phase = phaseOf(status);
  return {
    name: limited(amount === undefined ? name : `${name}, ${amount}`, 120),
    quantity: Math.min(99, Math.max(1, Math.round(quantity))),
    ...(phase && { status: statusOfPhase[phase] }),
    ...(prepMinutes !== undefined && { prep_minutes: Math.min(240, Math.round(prepMinutes)) }),
  };
}
