import { nearest } from '../nearest.js';
import { fulfilments, orderStatuses } from '../status.js';
import { type FieldMap, itemFields, orderFields } from './field-map.js';
import { list } from './follow-path.js';
import { durationUnits } from './iso-interval.js';

type Json = Readonly<Record<string, unknown>>;

/** The keys that a map can have. */
export const mapKeys = [
  'root',
  'fields',
  'statuses',
  'items',
  'window',
  'arrival',
  'promised',
  'fulfilments',
  'constants',
  'times',
  'texts',
] as const;

/** Checks a field map that came as JSON. Throws `TypeError` with a message that names the place and the mistake. */
export function parseFieldMap(value: unknown): FieldMap {
  const map = record(value, 'fieldMap', mapKeys);
  checkPaths(map.root, 'fieldMap.root');
  const {
    status = [],
    total_minor: total = [],
    ...fields
  } = record(map.fields, 'fieldMap.fields', [...orderFields, 'status']);
  checkFields(fields, 'fieldMap.fields');
  for (const path of list(status)) checkStatusPath(path, 'fieldMap.fields.status');
  for (const path of list(total)) checkPrice(path, 'fieldMap.fields.total_minor');
  checkStatuses(map.statuses, 'fieldMap.statuses');
  checkItems(record(map.items, 'fieldMap.items', ['path', 'fields', 'statuses', 'only', 'quantityDecimals']));
  checkWindow(map.window, 'fieldMap.window');
  checkWindow(map.arrival, 'fieldMap.arrival');
  checkForeignValues(map);
  return map;
}

function checkItems(items: Json): void {
  checkPaths(items.path, 'fieldMap.items.path');
  checkFields(record(items.fields, 'fieldMap.items.fields', [...itemFields, 'status']), 'fieldMap.items.fields');
  checkStatuses(items.statuses, 'fieldMap.items.statuses');
  if (items.quantityDecimals !== undefined && !isCount(items.quantityDecimals))
    fail('fieldMap.items.quantityDecimals', 'must be the number of decimals, such as 3');
  if (items.only === undefined) return;
  const place = 'fieldMap.items.only';
  const { path, words } = record(items.only, place, ['path', 'words']);
  if (path === undefined) fail(place, 'needs a path');
  checkPaths(path, `${place}.path`);
  const isList = Array.isArray(words) && words.every((word) => typeof word === 'string');
  if (!isList) fail(`${place}.words`, 'must be a list of words');
}

function checkWindow(window: unknown, place: string): void {
  if (!isRecord(window) || 'path' in window) {
    checkPaths(window, place);
    return;
  }
  const { start, duration } = record(window, place, ['start', 'duration']);
  checkPaths(start, `${place}.start`);
  // `applyFieldMap` knows no clock, and an answer that comes again would move what counts from its arrival.
  if (start == null || duration == null)
    fail(place, 'needs a start and a duration. For minutes from now, let parse write the time into the answer');
  if (!isRecord(duration) || !('unit' in duration)) {
    checkPaths(duration, `${place}.duration`);
    return;
  }
  const { unit } = checkPath(duration, `${place}.duration`, ['unit']);
  checkIsOneOf(unit, Object.keys(durationUnits), `${place}.duration.unit`);
}

function checkForeignValues(map: Json): void {
  const { fulfilment } = record(map.constants, 'fieldMap.constants', orderFields);
  if (fulfilment !== undefined) checkIsOneOf(fulfilment, fulfilments, 'fieldMap.constants.fulfilment');
  for (const entry of list(map.fulfilments === undefined ? [] : map.fulfilments)) {
    const { path, words } = record(entry, 'fieldMap.fulfilments', ['path', 'words']);
    if (typeof path !== 'string') fail('fieldMap.fulfilments', 'needs a path');
    if (words === undefined) fail('fieldMap.fulfilments', 'needs words');
    for (const [word, meaning] of Object.entries(record(words, 'fieldMap.fulfilments.words'))) {
      if (meaning !== null) checkIsOneOf(meaning, fulfilments, `fieldMap.fulfilments.${word}`);
    }
  }
  checkPaths(map.promised, 'fieldMap.promised');
  if (map.times !== undefined) checkIsOneOf(map.times, ['utc'], 'fieldMap.times');
  if (map.texts !== undefined) checkIsOneOf(map.texts, ['html'], 'fieldMap.texts');
}

function checkIsOneOf(value: unknown, known: readonly string[], place: string, more = ''): void {
  if (known.some((word) => word === value)) return;
  fail(place, `must be ${known.length > 1 ? 'one of ' : ''}${known.join(', ')}${more}, not ${JSON.stringify(value)}`);
}

function checkFields(fields: Json, place: string): void {
  // `null` leaves a field where it stands by default.
  for (const [name, paths] of Object.entries(fields)) checkPaths(paths ?? undefined, `${place}.${name}`);
}

function checkPaths(paths: unknown, place: string): void {
  if (paths === undefined) return;
  for (const path of list(paths)) checkPath(path, place);
}

/** A path, or one with a condition; `further` are the keys that it can have besides. */
function checkPath(path: unknown, place: string, further: readonly string[] = []): Json {
  if (typeof path === 'string') return {};
  if (!isRecord(path)) return fail(place, `must be a path or a list of paths, not ${JSON.stringify(path)}`);
  const conditional = record(path, place, ['path', 'when', 'unless', ...further]);
  if (typeof conditional.path !== 'string') fail(place, 'needs a path');
  for (const condition of ['when', 'unless']) {
    const wrong = list(conditional[condition] ?? []).find((other) => typeof other !== 'string');
    if (wrong !== undefined) fail(`${place}.${condition}`, `must be a path, not ${JSON.stringify(wrong)}`);
  }
  return conditional;
}

function checkStatusPath(path: unknown, place: string): void {
  checkStatuses(checkPath(path, place, ['statuses']).statuses, place);
}

function checkPrice(price: unknown, place: string): void {
  if (!isRecord(price) || !('scale' in price || 'decimals' in price)) {
    checkPath(price, place);
    return;
  }
  const { path, scale, decimals } = record(price, place, ['path', 'scale', 'decimals']);
  if (path === undefined) fail(place, 'needs a path');
  checkPaths(path, place);
  if (scale !== 'currency' && !isCount(scale)) {
    fail(`${place}.scale`, 'must be the number of decimal places, such as 2, or "currency"');
  }
  if (decimals !== undefined && typeof decimals !== 'string' && !isCount(decimals)) {
    fail(`${place}.decimals`, 'must be the number of decimals, or the path to it');
  }
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 8;
}

function checkStatuses(statuses: unknown, place: string): void {
  for (const [word, meaning] of Object.entries(record(statuses, place))) {
    const { status } = isRecord(meaning)
      ? record(meaning, `${place}.${word}`, ['status', 'statusSource', 'delayed', 'onHold'])
      : { status: meaning ?? undefined };
    const ways = isRecord(status) ? record(status, `${place}.${word}`, [...fulfilments, 'unknown']) : { status };
    for (const way of Object.values(ways)) {
      if (way !== undefined) checkIsOneOf(way, orderStatuses, `${place}.${word}`, ', or null');
    }
  }
}

/** An object with no other keys than these; `undefined` counts as an empty one. */
function record(value: unknown, place: string, keys?: readonly string[]): Json {
  if (value === undefined) return {};
  if (!isRecord(value)) return fail(place, 'must be an object');
  const unknown = keys && Object.keys(value).find((key) => !keys.includes(key));
  if (!keys || unknown === undefined) return value;
  const meant = nearest(unknown, keys);
  const question = meant ? `did you mean ${meant}? Known` : 'known';
  return fail(`${place}.${unknown}`, `is not known; ${question} are ${keys.join(', ')}`);
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fail(place: string, problem: string): never {
  throw new TypeError(`${place} ${problem}.`);
}
