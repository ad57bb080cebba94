import { randomUUID } from 'node:crypto';
import type { Applied, Outcome, ProviderEvent, ProviderOrder, RelayStore, StoredFields } from '../../src/relay.js';

/** What one provider said of a field, and when. */
interface Said {
  readonly value: unknown;
  readonly sequence: number | undefined;
  readonly epoch: string | undefined;
  readonly at: number;
  readonly isDated: boolean;
  readonly isCourier: boolean;
  readonly isGuess: boolean;
}

interface Link {
  readonly order: ProviderOrder;
  orderId?: string | undefined;
  isOwn?: boolean;
  said: Readonly<Record<string, Said>>;
  broughtTo?: string | undefined;
}

export interface MemoryOrder {
  readonly id: string;
  readonly restaurantId: string;
  status: string;
  fields: StoredFields;
}

const ranks =
  'scheduled pending preparing ready out_for_delivery served completed failed rejected cancelled refunded'.split(' ');
const finals = ['completed', 'cancelled', 'rejected', 'failed', 'refunded'];

export function rankOf(status: unknown): number {
  return ranks.indexOf(String(status));
}

/** The rules of the migration `relay.sql` written a second time, from its comments: what differs is wrong in one of them. */
export class MemoryStore implements RelayStore {
  readonly orders = new Map<string, MemoryOrder>();
  readonly words: string[] = [];
  readonly #links = new Map<string, Link>();
  readonly #events = new Set<string>();
  /** The keys of orders, by those of their other ids. */
  readonly #joined = new Map<string, string>();

  /** @param now in ms */
  constructor(readonly now: () => number = Date.now) {}

  add(restaurantId: string, status = 'pending', id: string = randomUUID()): MemoryOrder {
    const order = { id, restaurantId, status, fields: {} };
    this.orders.set(id, order);
    return order;
  }

  /** The order that a provider knows under an id. */
  orderOf(restaurantId: string, provider: string, externalId: string): MemoryOrder | undefined {
    return this.orders.get(this.#links.get(this.#keyOf(restaurantId, provider, externalId))?.orderId ?? '');
  }

  /** When an order arrives: by whoever brings it, else by who spoke last. */
  arrivalOf(orderId: string): readonly [from: unknown, to: unknown] {
    const spoken = [...this.#links.values()].flatMap(({ orderId: id, said, order: { provider, externalId } }) => {
      const { estimated_arrival_from: from, estimated_arrival_to: to } = said;
      if (id !== orderId || (from?.value ?? to?.value) == null) return [];
      const window = [from?.value ?? null, to?.value ?? null] as const;
      const isBackwards = window[0] !== null && window[1] !== null && String(window[0]) > String(window[1]);
      return [
        {
          window: isBackwards ? ([null, window[1]] as const) : window,
          isCourier: (to ?? from)?.isCourier ?? false,
          at: Math.max(from?.at ?? 0, to?.at ?? 0),
          name: `${provider} ${externalId}`,
        },
      ];
    });
    const [best] = spoken.sort(
      (a, b) => Number(b.isCourier) - Number(a.isCourier) || b.at - a.at || (a.name < b.name ? -1 : 1),
    );
    return best?.window ?? [null, null];
  }

  async quietOrders(providers: readonly string[]): Promise<readonly ProviderOrder[]> {
    return [...this.#links.values()].flatMap(({ order, orderId }) => {
      const isOpen = !finals.includes(this.orders.get(orderId ?? '')?.status ?? '');
      return providers.includes(order.provider) && isOpen ? [order] : [];
    });
  }

  async apply({ restaurantId, provider, externalId, eventId, occurredAt, patch }: ProviderEvent): Promise<Applied> {
    const key = this.#keyOf(restaurantId, provider, externalId);
    const link = this.#links.get(key) ?? { order: { restaurantId, provider, externalId }, said: {} };
    this.#links.set(key, link);
    const eventKey = JSON.stringify([restaurantId, provider, eventId]);
    if (eventId !== undefined && this.#events.has(eventKey)) return answer('duplicate', link);
    this.#events.add(eventKey);
    if (this.#isOfAnotherDay(link, patch.fields.status, Date.parse(occurredAt ?? '') || this.now())) {
      const placed = Date.parse(patch.fields.placed_at ?? '');
      if (!patch.dated && !(placed > (link.said.status?.at ?? 0))) return answer('kept', link);
      Object.assign(link, { orderId: undefined, isOwn: false, said: {}, broughtTo: undefined });
    }
    if (patch.unmapped !== undefined) this.words.push(patch.unmapped);

    const saidBefore = link.said;
    if (patch.other_id !== undefined) this.#join(link, key, JSON.stringify([restaurantId, provider, patch.other_id]));

    const at = occurredAt === undefined ? this.now() : Date.parse(occurredAt);
    const isTimeless = occurredAt === undefined && patch.sequence === undefined;
    const isJoined = ([field, { value }]: [string, Said]) =>
      JSON.stringify(value) !== JSON.stringify(saidBefore[field]?.value);
    let changes: Record<string, unknown> = Object.fromEntries(
      Object.entries(link.said)
        .filter(isJoined)
        .map(([field, { value }]) => [field, value]),
    );
    let isNews = Object.keys(patch.fields).length === 0;
    const { status, status_source: source, ...others } = patch.fields;
    // A source belongs to its status; without one, it is sure.
    const both = status === undefined ? patch.fields : { status, status_source: source ?? 'confirmed', ...others };
    const before = link.said.status;
    let isKept = false;
    const now = {
      sequence: patch.sequence,
      epoch: patch.epoch,
      at,
      isDated: patch.dated === true,
      isCourier: patch.courier === true,
      isGuess: source === 'estimated',
    };
    for (const [field, value] of Object.entries(both)) {
      const said: Said = { value, ...now };
      if (field === 'status_source' && status !== undefined) {
        const next: Said = { value: status, ...now };
        const isTied = before?.value === status && (isTimeless || compare(next, before) === 0);
        if (!replaces('status', next, before, isTimeless) && !(isTied && value === 'confirmed')) continue;
      } else if (!replaces(field, said, link.said[field], isTimeless)) {
        isKept ||=
          field === 'status' &&
          !isTimeless &&
          before !== undefined &&
          compare(said, before) > 0 &&
          value !== before.value;
        continue;
      }
      isNews = true;
      const isFirstNo = link.said[field] === undefined && isNoFlag(field, value);
      if (!isFirstNo && JSON.stringify(value) !== JSON.stringify(link.said[field]?.value)) changes[field] = value;
      link.said = { ...link.said, [field]: said };
    }

    let how: 'created' | 'linked' | undefined;
    if (link.orderId === undefined) {
      const named = this.orders.get(patch.reference ?? '');
      const isEnough = link.said.number?.value != null || Array.isArray(link.said.items?.value);
      if (named?.restaurantId === restaurantId) how = 'linked';
      else if (patch.may_create && isEnough) how = 'created';
      if (how) {
        const status = link.said.status?.value === 'scheduled' ? 'scheduled' : 'pending';
        link.orderId = how === 'linked' && named ? named.id : this.add(restaurantId, status).id;
        link.isOwn = how === 'created';
        const news = Object.entries(link.said).filter(([field, { value }]) => !isNoFlag(field, value));
        changes = Object.fromEntries(news.map(([field, { value }]) => [field, value]));
      }
    }
    const order = this.orders.get(link.orderId ?? '');
    if (!order) return answer('waiting', link);
    const present = order.status;
    const { status_source: known } = order.fields;
    order.status = nextStatus(present, known === 'estimated', changes.status, link.broughtTo);
    order.fields = { ...order.fields, ...changes };
    if (order.status === link.said.status?.value) {
      const isOwn =
        order.status !== present ||
        present === link.broughtTo ||
        known === 'estimated' ||
        ['scheduled', 'pending'].includes(present);
      const sure = link.said.status_source?.value === 'estimated' ? 'estimated' : 'confirmed';
      order.fields = { ...order.fields, status_source: isOwn ? sure : (known ?? 'confirmed') };
    } else order.fields = { ...order.fields, status_source: known ?? 'confirmed' };
    const isMoved = order.status !== present;
    if (order.status === changes.status && (isMoved || !finals.includes(present))) link.broughtTo = order.status;
    if (how === 'created') return answer('created', link);
    if (isKept || (changes.status !== undefined && changes.status !== order.status)) return answer('kept', link);
    if (how === 'linked' || Object.keys(changes).length > 0) return answer('applied', link);
    return answer(isNews ? 'unchanged' : 'late', link);
  }

  #isOfAnotherDay({ orderId, isOwn, said }: Link, status: string | undefined, at: number): boolean {
    const ended = this.orders.get(orderId ?? '')?.status ?? '';
    if (!isOwn || status === undefined || finals.includes(status) || !finals.includes(ended)) return false;
    const hours = ['completed', 'refunded'].includes(ended) ? 1 : 6;
    return at > (said.status?.at ?? at) + hours * 3_600_000;
  }

  #keyOf(...ids: readonly [restaurantId: string, provider: string, externalId: string]): string {
    const key = JSON.stringify(ids);
    return this.#joined.get(key) ?? key;
  }

  /** What was said under another id of an order is said of the order. */
  #join(link: Link, key: string, otherKey: string): void {
    const other = this.#links.get(otherKey);
    if (otherKey === key || other?.orderId !== undefined) return;
    this.#joined.set(otherKey, key);
    this.#links.delete(otherKey);
    const takesStatus = other?.said.status && replaces('status', other.said.status, link.said.status, false);
    for (const [field, said] of Object.entries(other?.said ?? {})) {
      const isSource = field === 'status_source' && other?.said.status !== undefined;
      const counts = isSource ? takesStatus : replaces(field, said, link.said[field], false);
      if (counts) link.said = { ...link.said, [field]: said };
    }
  }
}

function answer(outcome: Outcome, { orderId }: Link): Applied {
  return { outcome, ...(orderId !== undefined && { orderId }) };
}

function replaces(field: string, next: Said, said: Said | undefined, isTimeless: boolean): boolean {
  if (!said) return true;
  const isStatus = field === 'status';
  if (isStatus && next.value !== said.value) {
    const isRefund = ({ value }: Said) => value === 'refunded';
    const isSureEnd = ({ value, isGuess }: Said) => value === 'completed' && !isGuess;
    if ([next, said].some(isRefund)) return isRefund(next);
    if ([next, said].some(isSureEnd)) return isSureEnd(next);
  } else if (isStatus && next.value === 'completed' && next.isGuess !== said.isGuess) return said.isGuess;
  if (isStatus && isTimeless) return rankOf(next.value) > rankOf(said.value);
  const moment = compare(next, said);
  if (moment !== 0) return moment > 0;
  if (isStatus) return rankOf(next.value) > rankOf(said.value);
  return JSON.stringify(next.value) > JSON.stringify(said.value);
}

function compare(next: Said, said: Said): number {
  const bySequence = (next.sequence ?? 0) - (said.sequence ?? 0);
  const byTime = next.at - said.at;
  const isCounted = next.sequence !== undefined && said.sequence !== undefined && bySequence !== 0;
  const areOpposed = Math.sign(byTime) !== Math.sign(bySequence) && Math.abs(byTime) > 60_000;
  if (!isCounted || next.epoch !== said.epoch) return byTime;
  return next.isDated && said.isDated && areOpposed ? byTime : bySequence;
}

/** That an order is not delayed, or not on hold. */
function isNoFlag(field: string, value: unknown): boolean {
  return ['delayed', 'on_hold'].includes(field) && !value;
}

function nextStatus(present: string, isGuess: boolean, wanted: unknown, broughtTo: string | undefined): string {
  if (typeof wanted !== 'string') return present;
  if (present === 'refunded' || wanted === 'refunded') return 'refunded';
  if (present === 'completed' && isGuess) {
    return broughtTo === present || wanted === 'out_for_delivery' ? wanted : present;
  }
  if (finals.includes(present)) return present !== 'completed' && broughtTo === present ? wanted : present;
  return rankOf(wanted) > rankOf(present) || broughtTo === present ? wanted : present;
}
