import { fulfilments, orderStatuses } from '../status.js';
import { type FieldMap, itemFields, orderFields } from './field-map.js';
import { list } from './follow-path.js';

type Json = Readonly<Record<string, unknown>>;

/** Checks a field map that came as JSON. Throws `TypeError` with a message that names the place and the mistake. */
export function parseFieldMap(value: unknown): FieldMap {
  const map = record(value, 'fieldMap', [
    'root',
    'fields',
    'statuses',
    'items',
    'window',
    'arrival',
    'constants',
    'fulfilments',
    'total',
    'promised',
    'times',
    'texts',
  ]);
  checkPaths(map.root, 'fieldMap.root');
  const { status, ...fields } = record(map.fields, 'fieldMap.fields', [...orderFields, 'status']);
  checkFields(fields, 'fieldMap.fields');
  for (const path of list(status ?? [])) {
    if (typeof path === 'string') continue;
    const place = record(path, 'fieldMap.fields.status', ['path', 'statuses']);
    if (typeof place.path !== 'string') fail('fieldMap.fields.status', 'needs a path');
    checkStatuses(place.statuses, 'fieldMap.fields.status');
  }
  checkStatuses(map.statuses, 'fieldMap.statuses');
  const items = record(map.items, 'fieldMap.items', ['path', 'fields', 'statuses', 'only']);
  checkPaths(items.path, 'fieldMap.items.path');
  checkFields(record(items.fields, 'fieldMap.items.fields', [...itemFields, 'status']), 'fieldMap.items.fields');
  checkStatuses(items.statuses, 'fieldMap.items.statuses');
  const only = record(items.only, 'fieldMap.items.only', ['path', 'words']);
  checkPaths(only.path, 'fieldMap.items.only.path');
  checkPaths(only.words, 'fieldMap.items.only.words');
  checkForeignValues(map);
  checkWindow(map.window, 'fieldMap.window');
  checkWindow(map.arrival, 'fieldMap.arrival');
  return map;
}

function checkWindow(window: unknown, place: string): void {
  if (isRecord(window)) checkFields(record(window, place, ['start', 'duration']), place);
  else checkPaths(window, place);
}

function checkForeignValues(map: Json): void {
  record(map.constants, 'fieldMap.constants', orderFields);
  for (const entry of list(map.fulfilments ?? [])) {
    const { path, words } = record(entry, 'fieldMap.fulfilments', ['path', 'words']);
    if (typeof path !== 'string') fail('fieldMap.fulfilments', 'needs a path');
    for (const [word, meaning] of Object.entries(record(words, 'fieldMap.fulfilments'))) {
      if (meaning !== null) checkIsOneOf(meaning, fulfilments, `fieldMap.fulfilments.${word}`);
    }
  }
  for (const entry of list(map.total ?? [])) {
    const { path } = record(entry, 'fieldMap.total', ['path', 'digits', 'when']);
    if (typeof path !== 'string') fail('fieldMap.total', 'needs a path');
  }
  checkPaths(map.promised, 'fieldMap.promised');
  if (map.times !== undefined) checkIsOneOf(map.times, ['utc'], 'fieldMap.times');
  if (map.texts !== undefined) checkIsOneOf(map.texts, ['html'], 'fieldMap.texts');
}

function checkIsOneOf(value: unknown, known: readonly string[], place: string): void {
  if (!known.some((word) => word === value)) fail(place, `must be one of ${known.join(', ')}`);
}

function checkFields(fields: Json, place: string): void {
  for (const [name, paths] of Object.entries(fields)) checkPaths(paths, `${place}.${name}`);
}

function checkPaths(paths: unknown, place: string): void {
  for (const path of list(paths ?? [])) {
    if (typeof path === 'string') continue;
    if (!Array.isArray(paths) || !isRecord(path)) fail(place, 'must be a path or a list of paths');
    const conditional = record(path, place, ['path', 'unless']);
    if (typeof conditional.path !== 'string') fail(place, 'needs a path');
    if (conditional.unless === undefined) fail(place, 'needs an unless');
    checkPaths(conditional.unless, place);
  }
}

function checkStatuses(statuses: unknown, place: string): void {
  for (const [word, meaning] of Object.entries(record(statuses, place))) {
    const { status } = isRecord(meaning)
      ? record(meaning, `${place}.${word}`, ['status', 'statusSource', 'delayed', 'onHold'])
      : { status: meaning ?? undefined };
    const ways = isRecord(status) ? record(status, `${place}.${word}`, [...fulfilments, 'unknown']) : { status };
    for (const way of Object.values(ways)) {
      if (way !== undefined && !orderStatuses.some((known) => known === way)) {
        fail(`${place}.${word}`, `must be one of ${orderStatuses.join(', ')}, or null`);
      }
    }
  }
}

/** An object with no other keys than these; `undefined` counts as an empty one. */
function record(value: unknown, place: string, keys?: readonly string[]): Json {
  if (value === undefined) return {};
  if (!isRecord(value)) return fail(place, 'must be an object');
  const unknown = keys && Object.keys(value).find((key) => !keys.includes(key));
  return unknown === undefined ? value : fail(`${place}.${unknown}`, `is not known; known are ${keys?.join(', ')}`);
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fail(place: string, problem: string): never {
  throw new TypeError(`${place} ${problem}.`);
}
