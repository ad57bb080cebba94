/*
 * Loaded on demand by payload-faults-code.ts: what is wrong with a payload, for its developer. The files for CDNs have it
 * as a module that stands alone, so it may import nothing that has a state of its own, nor anything on demand.
 */

import type { FieldMap } from '../order/field-map/field-map.js';
import { isSameId, orderNamedIn } from '../order/order-id.js';
import { parseOrder } from '../order/wire.js';
import { sameWord } from '../order/words.js';
import type { Failure } from '../transports/transport.js';
import type { Origin } from './chart/chart.types.js';
import { contents, findDeep, isId, isRecord, type Json, kindOf, quoted, short, shownValue } from './fault-words.js';
import * as code from './field-maps.js';
import type { OrderTrackerOptions } from './options.js';
import { sourceOf } from './payload-source.js';
import { placeholderFault } from './placeholder-fault.js';
import { mayBeStatus, type Remedy, remedyFor } from './remedy.js';

export { connectionFault, isUnmatched } from './connection-faults.js';
export { FaultTeller } from './fault-teller.js';
export { placeholderFault } from './placeholder-fault.js';
export { readFault } from './read-fault.js';
export { unreadFault } from './unread-fault.js';

/**
 * What is wrong with a payload of the followed order: the cause, the path, what was found there and what is expected, and
 * what to do. `undefined`: nothing is.
 *
 * @param reason why it was refused, if it was: what is told of a board
 */
export function payloadFault(
  payload: unknown,
  options: OrderTrackerOptions,
  reason?: string,
  origin: Origin = 'read',
): string | undefined {
  // The rows of a board have faults of their own.
  if (options.board) return reason;
  const { parse, fieldMap = {}, orderId = '' } = options;
  let parsed = payload;
  if (parse) {
    try {
      parsed = parse(payload);
    } catch (error) {
      return `The page's function parse failed with "${short(String(error))}". It was given ${kindOf(payload)}.`;
    }
    if (parsed instanceof Promise)
      return "The page's function parse returned a promise. It has to return the order itself, at once.";
  }
  const from = parse ? "The page's function parse returned" : 'The answer is';
  if (typeof parsed === 'string' && /^\s*[[{]/.test(parsed))
    return `${from} text that holds JSON: it was encoded twice. Send the object itself.`;
  const misspelt = origin === 'read' && placeholderFault(options);
  if (misspelt) return `${from} not this order. ${misspelt}`;
  const { expected } = sourceOf(options, origin);
  const root = code.rootOf(fieldMap, expected);
  const refused = origin === 'live' ? undefined : aboutRefusal(parsed, from);
  const rooted = refused ?? aboutRoot(parsed, { ...fieldMap, root });
  if (rooted) return rooted;
  const order = options.fieldMap ? code.pickOrder(parsed, fieldMap, expected) : parsed;
  const place = code.pathsOf(root).find((path) => code.find(parsed, path) === order);
  const remedy = expected && remedyFor(parsed, options.fieldMap, expected);
  if (Array.isArray(order)) return aboutList(order, from, orderId, remedy, place);
  if (!isRecord(order)) {
    const where = place === undefined ? from : `The answer has at "${place}"`;
    return `${where} ${shownValue(order)}; expected is ${example(orderId)}. ${noOrder}`;
  }
  // Of another order, or none, it does not matter what else is wrong.
  return aboutId(order, options, origin, remedy) ?? aboutStatus(order, fieldMap) ?? (reason && withoutId);
}

/** What is wrong with what a live connection says, where it cannot be read. */
export function liveFault(
  { reason }: Failure,
  answer: { readonly payload: unknown } | undefined,
  options: OrderTrackerOptions,
): string {
  const misspelt = placeholderFault(options);
  if (misspelt) return `${reason} ${misspelt}`;
  // Where it names what it looks like, that is the remedy.
  if (!answer || options.board || !/about this order(?:\.|: it looks like an)/.test(reason)) return reason;
  const { payload } = answer;
  if (payload === undefined || typeof payload !== 'object') {
    const greeting = options.websocketUrl
      ? ` If it is only a greeting or a sign of life, name it: websocket-heartbeat='{"alive":"…"}'.`
      : '';
    return `${reason} It is no JSON of up to 64 kB, but ${payload === undefined ? 'a text or bytes' : shownValue(payload)}: send the order as JSON.${greeting}`;
  }
  return `${reason} ${payloadFault(payload, options, reason, 'live') ?? ''}`.trim();
}

/** Why the order, or the board, that the page gave is not shown before the first answer. */
export function givenFault(options: OrderTrackerOptions): string {
  const { order, orderId, board } = options;
  const name = board ? 'board' : 'order';
  const example = board ? `{"id":"${orderId}","orders":[…]}` : `{"id":"${orderId}","status":"preparing"}`;
  const begin = `${name}, which the page gave, cannot be shown`;
  if (typeof order === 'string') return `${begin}: it must be JSON, such as ${example}${syntaxError(order)}.`;
  if (typeof order !== 'object' || Array.isArray(order))
    return `${begin}: it must be an object, such as ${example}, not ${short(JSON.stringify(order) ?? kindOf(order))}.`;
  const fault = board ? undefined : payloadFault(order, options);
  return `${begin}. ${fault ?? `Its id must be "${orderId}", as the followed one's: ${example}.`}`;
}

/** Why a text is no JSON, in the browser's words. */
function syntaxError(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return ` (${(error as Error).message})`;
  }
}

const withoutId =
  'The payload has no id, and what came before had one: it may be about something else, such as a health check. Send the id with every answer.';

const noOrder = 'Check order-id, and who may read orders (row level security, permissions).';

/** An answer of 200 that says that the request failed: by GraphQL, JSON-RPC and PHP. */
function aboutRefusal(payload: unknown, from: string): string | undefined {
  if (!isRecord(payload) || 'status' in payload) return undefined;
  const { error, errors, success, data } = payload;
  const name = error ? 'error' : errors ? 'errors' : 'success';
  const isRefusal = Boolean(error) || (Boolean(errors) && !data) || success === false || success === 0;
  return isRefusal
    ? `${from} no order but has "${name}": the request failed. The network panel shows why; check poll-url, poll-headers and poll-body. ${noOrder}`
    : undefined;
}

function aboutRoot(payload: unknown, { root, fields = {} }: FieldMap): string | undefined {
  const [path, ...others] = code.pathsOf(root ?? []);
  if (root === undefined || path === undefined || code.find(payload, root) != null) return undefined;
  // Where the order may stand in several places, the payload itself is one of them.
  if (others.length > 0 && code.find(payload, fields.id ?? 'id') != null) return undefined;
  const keys = code.keysOf(path);
  const depth = keys.findIndex((_, at) => code.followKeys(payload, keys.slice(0, at + 1)) == null);
  const place = keys.slice(0, depth).join('.');
  const parent = code.followKeys(payload, keys.slice(0, depth));
  if (code.followKeys(payload, keys.slice(0, depth + 1)) === null)
    return `The answer has null at "${keys.slice(0, depth + 1).join('.')}"; expected is the order ${example('…')}. ${noOrder}`;
  return `The field map's root ${quoted([path, ...others])} leads nowhere: there is no "${keys[depth]}" in ${place ? `"${place}"` : 'the answer'}, which is ${contents(parent)}. Correct the root.`;
}

function aboutList(
  list: readonly unknown[],
  from: string,
  orderId: string,
  remedy: Remedy | undefined,
  place = '',
): string {
  const where = place ? `The answer has at "${place}"` : from;
  if (list.length === 0) return `${where} an empty list; expected is ${example(orderId)}. ${noOrder}`;
  const expected = { id: orderId, isNamed: true };
  const at = list.findIndex(
    (entry) => isRecord(entry) && Object.values(entry).some((value) => isId(value) && isSameId(value, expected)),
  );
  const set = remedy?.fieldMap
    ? `set field-map='${remedy.fieldMap}', which takes the one with the id`
    : 'set field-map';
  const advice =
    at < 0 && !remedy
      ? `None of them is "${orderId}": check order-id, and what the back end answers to it`
      : `Let the back end answer with the order alone, or ${set}`;
  return `${where} a list of ${list.length}${place ? '' : ', at its root'}; expected is one object, such as ${example(orderId)}. ${advice}. The entries are ${contents(list[Math.max(at, 0)])}.`;
}

function aboutId(
  order: Json,
  options: OrderTrackerOptions,
  origin: Origin,
  remedy: Remedy | undefined,
): string | undefined {
  const { fieldMap = {}, orderId = '' } = options;
  const { expected } = sourceOf(options, origin);
  const idPaths = fieldMap.fields?.id ?? 'id';
  const paths = code.pathsOf(idPaths);
  // Without a field map nothing is unwrapped.
  const value = options.fieldMap ? code.find(order, idPaths) : order.id;
  if (!expected || (isId(value) && isSameId(value, expected))) return undefined;
  const read = options.fieldMap ? code.applyFieldMap(order, { ...fieldMap, root: [] }, expected) : order;
  const result = parseOrder(read, { expected });
  if (result.ok && result.patch.id === orderId) return undefined;
  const otherId = result.ok && value == null ? result.patch.id : undefined;
  const elsewhere = remedy?.place;
  const own =
    Object.hasOwn(order, orderId) &&
    `${fieldMap.root === undefined ? '' : `${quoted(code.pathsOf(fieldMap.root)).slice(1, -1)}.`}{id}`;
  const advice = own
    ? `The order stands under its id: set field-map='{"root":"${own}"}'.`
    : elsewhere
      ? `"${orderId}" stands at "${elsewhere}": ${remedy?.fieldMap ? `set field-map='${remedy.fieldMap}'` : 'set field-map with its path and that of the status'}.`
      : expected.isNamed
        ? 'Let the back end answer with the order, or set field-map with the paths of its id and status.'
        : 'Set field-map with the path of the id, or let poll-url have a {id} and the back end answer with that order.';
  const found = otherId
    ? (Object.keys(orderNamedIn(order)).find((key) => String(order[key]) === otherId) ?? 'order.id')
    : (paths.find((path) => code.find(order, path) === value) ?? '');
  const where = `${quoted((value == null || value === '') && !otherId ? paths : [found])}${inRoot(fieldMap.root)}`;
  if (otherId || (isId(value) && value !== ''))
    return `The payload is about the order "${short(otherId ?? String(value))}" (found at ${where}), but order-id is "${orderId}". ${elsewhere ? advice : 'Check order-id, and what the back end answers to it: it may be another order.'}`;
  if (value != null && value !== '')
    return `The payload has ${kindOf(value)} at ${where}; expected is the id, a text or a whole number. ${advice}`;
  const lacks = expected.isNamed && !own && !elsewhere ? lackOf(order, where, options) : `no id at ${where}`;
  return `The payload has ${lacks}. ${otherCase(order, paths)}It is ${contents(order)}. ${advice}`;
}

/** Where the address names the order, it is the status that the answer lacks. */
function lackOf(order: Json, where: string, { fieldMap }: OrderTrackerOptions): string {
  const statusPaths = fieldMap?.fields?.status ?? 'status';
  const places = quoted(code.pathsOf(statusPaths));
  const status = fieldMap ? code.find(order, statusPaths) : order.status;
  if (status == null) return `neither id nor status, searched at ${where} and ${places}`;
  const known = /failed|rejected/i.test(String(status)) ? 'may be about the request' : 'is no status of an order';
  return `no id at ${where}, and ${shownValue(status)} at ${places} ${known}`;
}

function aboutStatus(order: Json, { fields = {}, root, statuses }: FieldMap): string | undefined {
  const places = code.pathsOf(fields.status ?? 'status');
  // A word whose meaning is `null` says nothing, and is meant to.
  if (places.some((place) => code.find(order, place) != null)) return undefined;
  const elsewhere = findDeep(order, mayBeStatus);
  const advice = elsewhere
    ? `There is "${elsewhere}": set field-map='${JSON.stringify({ ...(root !== undefined && { root }), fields: { status: elsewhere }, ...(!statuses && { statuses: {} }) })}', with the meaning of its words in "statuses".`
    : 'Set field-map with the path of the status.';
  return `There is no status at ${quoted(places)}${inRoot(root)}, so guests read only "We have your order". ${otherCase(order, places)}The order is ${contents(order)}. ${advice}`;
}

/** Whether a name is there in other capitals, or with other marks. */
function otherCase(order: Json, paths: readonly string[]): string {
  for (const path of paths) {
    const other = Object.keys(order).find((key) => key !== path && sameWord(key) === sameWord(path));
    if (other !== undefined) return `It has "${other}": names count capitals and marks. `;
  }
  return '';
}

function inRoot(root: FieldMap['root']): string {
  const paths = code.pathsOf(root ?? []);
  return paths.length === 0 ? '' : ` in ${quoted(paths)}`;
}

function example(orderId: string): string {
  return `{"id":"${orderId}","status":"preparing"}`;
}
