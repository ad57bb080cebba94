import { orderFields } from '../order/field-map/field-map.js';
import type { OrderPatch } from '../order/order.js';
import { readTime } from '../order/read-time.js';
import { orderStatuses } from '../order/status.js';
import type { PayloadSource } from '../order/wire.js';
import { fieldMapCode } from '../tracker/field-map-code.js';
import { payloadFault } from '../tracker/payload-faults.js';
import { payloadParser } from '../tracker/payload-parser.js';
import { sourceOf } from '../tracker/payload-source.js';
import { isRecord } from '../transports/json.js';
import type { CheckContext } from './check-context.js';
import type { Setup } from './setup.js';

/** Where a payload came from. */
export interface PayloadPlace {
  readonly origin: 'read' | 'live';
  /** The server's time when it sent the payload, if it said so. */
  readonly sentAt?: number | undefined;
  /** Whether absent keys keep their values, so that a status need not be there. */
  readonly isPartial?: boolean;
}

/** The tracker reads no more lines, as PROTOCOL.md says. */
const mostItems = 200;
/** A time may be this far ahead: clocks differ. */
const tolerance = 120_000;
const camelCase = (key: string) => key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

/** What the tracker reads in the answer to a read, if it is about the order. */
export function readPatch(payload: unknown, { options }: Setup): OrderPatch | undefined {
  const result = payloadParser(options)(payload, 'read');
  return result.ok && result.patch.id === options.orderId ? result.patch : undefined;
}

/** The same for what a live connection brought. */
export function readLive(payload: unknown, { options }: Setup): OrderPatch | undefined {
  const result = payloadParser(options)(payload, 'live');
  return result.ok && result.patch.id === options.orderId ? result.patch : undefined;
}

/** Whether a payload that cannot be read was meant to be about the order: it has its id, and something like a status. */
export function isMeantAsOrder(payload: unknown, orderId: string): boolean {
  const entries = entriesOf(payload, 5);
  const hasId = entries.some(([, value]) => typeof value !== 'object' && String(value) === orderId);
  return hasId && entries.some(([key, value]) => /stat(us|e)|stage|phase/i.test(key) && typeof value !== 'object');
}

/** Names that say what kind of message it is, not how the order is. */
const envelope = /^(type|kind|event|evt|action|command|cmd|operation|op|channel|topic|ref|seq|ok)$/i;

/** The same with other words: beside its id it has a value that could be a status. A mere confirmation has none. */
export function mayBeOrder(payload: unknown, orderId: string): boolean {
  const values = entriesOf(payload, 5).filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  const others = values.filter(([key, value]) => String(value) !== orderId && !envelope.test(key));
  return others.length > 0 && values.some(([, value]) => String(value) === orderId);
}

function entriesOf(value: unknown, depth: number): readonly (readonly [string, unknown])[] {
  if (depth === 0 || typeof value !== 'object' || value === null) return [];
  const own = Object.entries(value).slice(0, 200);
  return [...own, ...own.flatMap(([, inner]) => entriesOf(inner, depth - 1))];
}

/** Reads a payload as the tracker does, and says what it cannot use. Returns what it can. */
export function checkPayload(context: CheckContext, payload: unknown, place: PayloadPlace): OrderPatch | undefined {
  const { options } = context.setup;
  const { origin } = place;
  const result = payloadParser(options)(payload, origin);
  const words = answeredErrors(payload) ?? payloadFault(payload, options);
  if (!result.ok) {
    context.report('order-unreadable', words ?? result.reason, remedyOf(words));
    return undefined;
  }
  const { patch, unread = {} } = result;
  if (patch.id !== options.orderId) {
    const what = words ?? `The payload is about the order "${patch.id}", and order-id is "${options.orderId}".`;
    context.report('other-order', what, 'Answer with the order that was asked for.');
    return undefined;
  }
  if (typeof patch.unmappedStatus === 'string') addUnknownStatus(context, patch.unmappedStatus);
  else if (patch.status === undefined && !place.isPartial) {
    context.report('status-missing', words ?? 'The order has no status.', remedyOf(words));
  }
  const source = sourceOf(options, origin);
  addUnread(context, unread, source);
  const wire = wireOf(payload, options, source);
  if (isRecord(wire)) {
    addIgnored(context, wire, patch, unread);
    addItems(context, wire, patch);
  }
  addTimesAhead(context, patch, place);
  addWindows(context, patch);
  return patch;
}

/** What GraphQL says in the place of data. */
function answeredErrors(payload: unknown): string | undefined {
  if (!isRecord(payload) || !Array.isArray(payload.errors)) return undefined;
  const [first] = payload.errors;
  const message = isRecord(first) ? String(first.message) : String(first);
  return `The answer has errors in the place of the order: "${message.slice(0, 120)}". Check poll-body, and what its query may see.`;
}

function remedyOf(words: string | undefined): string {
  // The words of the tracker say what to do themselves.
  return words === undefined ? 'Send an object with "id" and "status", or set field-map.' : '';
}

function addUnknownStatus(context: CheckContext, word: string): void {
  context.report(
    'status-unknown',
    `The status is "${word}", which is none of ${orderStatuses.join(', ')}: guests read "One moment".`,
    `Say which of them the word means:\nfield-map='${JSON.stringify({ statuses: { [word]: '…' } })}'`,
  );
}

function addUnread(
  context: CheckContext,
  unread: Readonly<Record<string, unknown>>,
  { isUtc = false }: PayloadSource,
): void {
  // Items have a finding of their own.
  const names = Object.keys(unread).filter((name) => name !== 'items');
  const shown = (name: string) => `${name}: ${JSON.stringify(unread[name])?.slice(0, 60)}`;
  const zoneless = names.filter((name) => hasZoneless(unread[name], isUtc));
  const others = names.filter((name) => !zoneless.includes(name));
  if (zoneless.length > 0) {
    context.report(
      'time-without-zone',
      `Times without a zone cannot be used: ${zoneless.map(shown).join(', ')}. Each device would read another moment.`,
      'Send them with "Z" or an offset, such as "2026-05-01T12:00:00Z"; or, if all are in UTC, set field-map=\'{"times":"utc"}\'',
    );
  }
  if (others.length > 0) {
    context.report(
      'value-unusable',
      `Values that cannot be used, and are not shown: ${others.map(shown).join(', ')}.`,
      'Send times as ISO 8601 with a zone, and total_minor as a whole number of the smallest unit, or give its scale in field-map.',
    );
  }
}

function hasZoneless(value: unknown, isUtc: boolean): boolean {
  if (isRecord(value)) return Object.values(value).some((inner) => readTime(inner, isUtc) === 'zoneless');
  return readTime(value, isUtc) === 'zoneless';
}

/** The payload after the field map: under the names on the wire. */
function wireOf(payload: unknown, options: Setup['options'], { expected }: PayloadSource): unknown {
  const { code } = fieldMapCode;
  return options.fieldMap && code ? code.applyFieldMap(payload, options.fieldMap, expected) : payload;
}

function addIgnored(
  context: CheckContext,
  wire: Readonly<Record<string, unknown>>,
  patch: OrderPatch,
  unread: object,
): void {
  const read = patch as unknown as Readonly<Record<string, unknown>>;
  const ignored = orderFields.filter(
    (name) => name !== 'id' && hasValue(wire[name]) && read[camelCase(name)] === undefined && !(name in unread),
  );
  if (ignored.includes('version')) {
    context.report(
      'version-unusable',
      `The version is ${JSON.stringify(wire.version)}, and has to be a whole number: late answers cannot be told from new ones.`,
      'Send a whole number that the database raises with each change, such as "version": 7.',
    );
  }
  const others = ignored.filter((name) => name !== 'version');
  if (others.length === 0) return;
  const shown = others.map((name) => `${name}: ${JSON.stringify(wire[name])?.slice(0, 60)}`).join(', ');
  context.report(
    'value-ignored',
    `Values that are not shown, as they are of another kind than expected: ${shown}.`,
    'PROTOCOL.md says what each field holds. Leave out what guests need not see.',
  );
}

/** Says that there is no version, unless there is one that cannot be used. */
export function addVersionMissing(context: CheckContext): void {
  if (context.findings.has('version-unusable')) return;
  context.report(
    'version-missing',
    'There is no version: a late answer may show an old status for some seconds.',
    'Send a number that the database raises with each change, such as "version": 7; Date.now() at the change is a good one.',
  );
}

function hasValue(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function addItems(context: CheckContext, { items }: Readonly<Record<string, unknown>>, patch: OrderPatch): void {
  if (!hasValue(items)) return;
  const remedy = 'Send "items": [{"name": "Margherita", "quantity": 2}], or set the paths in field-map.';
  if (!Array.isArray(items)) {
    context.report('items-unreadable', 'The items are no list, so no line is shown.', remedy);
    return;
  }
  const nameless = items.filter((line) => !isRecord(line) || !hasValue(line.name)).length;
  if (nameless > 0) {
    context.report('items-unreadable', `${nameless} of ${items.length} items have no name, and are not shown.`, remedy);
    return;
  }
  const shown = patch.items?.length ?? 0;
  if (items.length > shown && shown >= mostItems) {
    context.report(
      'value-ignored',
      `The order has ${items.length} items; only the first ${shown} are shown.`,
      'Send one line for each dish, with its quantity.',
    );
  }
  const strange = (patch.items ?? []).find(({ amount }) => amount !== undefined);
  if (!strange) return;
  context.report(
    'value-ignored',
    `The quantity ${JSON.stringify(strange.amount)} is no number: it is shown as it came.`,
    'Send quantities as numbers, such as 2 or 0.75.',
  );
}

/** A window that ends before it begins tells guests nothing. */
function addWindows(context: CheckContext, patch: OrderPatch): void {
  const windows = [
    ['ready', patch.estimatedReadyFrom, patch.estimatedReadyTo],
    ['arrival', patch.estimatedArrivalFrom, patch.estimatedArrivalTo],
  ] as const;
  for (const [name, from, to] of windows) {
    if (!from || !to || from <= to) continue;
    context.report(
      'value-ignored',
      `estimated_${name}_from is ${from.toISOString()}, after estimated_${name}_to, ${to.toISOString()}.`,
      'Send the earlier time as "from", and the later one as "to".',
    );
  }
}

/** A local time that is called UTC is hours ahead, east of Greenwich. */
function addTimesAhead(context: CheckContext, patch: OrderPatch, { sentAt = Date.now() }: PayloadPlace): void {
  const { placedAt, updatedAt, statusTimes } = patch;
  const past = { placed_at: placedAt, updated_at: updatedAt, ...statusTimes };
  const ahead = Object.entries(past).filter(([, time]) => time instanceof Date && +time > sentAt + tolerance);
  const [first] = ahead;
  if (!first) return;
  const [name, time] = first;
  const minutes = Math.round((Number(time) - sentAt) / 60_000);
  context.report(
    'time-ahead',
    `${name} is ${minutes} min in the future: a local time is probably sent as UTC.`,
    'Send the moment with its own offset ("+02:00"), or converted to UTC ("Z").',
  );
}
