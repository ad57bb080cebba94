import { nearest } from '../nearest.js';
import { orderStatuses } from '../status.js';
import { type FieldMap, itemFields, list, orderFields } from './field-map.js';

type Json = Readonly<Record<string, unknown>>;

/** Checks a field map that came as JSON. Throws `TypeError` with a message that names the place and the mistake. */
export function parseFieldMap(value: unknown): FieldMap {
  const map = record(value, 'fieldMap', ['root', 'fields', 'statuses', 'items', 'window']);
  checkPaths(map.root, 'fieldMap.root');
  const { status, total_minor: total, ...fields } = record(map.fields, 'fieldMap.fields', [...orderFields, 'status']);
  checkFields(fields, 'fieldMap.fields');
  checkTotal(total, 'fieldMap.fields.total_minor');
  for (const path of list(status ?? [])) {
    if (typeof path === 'string') continue;
    const place = record(path, 'fieldMap.fields.status', ['path', 'statuses']);
    if (typeof place.path !== 'string') fail('fieldMap.fields.status', 'needs a path');
    checkStatuses(place.statuses, 'fieldMap.fields.status');
  }
  checkStatuses(map.statuses, 'fieldMap.statuses');
  const items = record(map.items, 'fieldMap.items', ['path', 'fields', 'statuses']);
  checkPaths(items.path, 'fieldMap.items.path');
  checkFields(record(items.fields, 'fieldMap.items.fields', [...itemFields, 'status']), 'fieldMap.items.fields');
  checkStatuses(items.statuses, 'fieldMap.items.statuses');
  if (isRecord(map.window))
    checkFields(record(map.window, 'fieldMap.window', ['start', 'duration']), 'fieldMap.window');
  else checkPaths(map.window, 'fieldMap.window');
  return map;
}

function checkFields(fields: Json, place: string): void {
  for (const [name, paths] of Object.entries(fields)) checkPaths(paths, `${place}.${name}`);
}

function checkPaths(paths: unknown, place: string): void {
  const wrong = list(paths ?? []).find((path) => typeof path !== 'string');
  if (wrong !== undefined) fail(place, `must be a path or a list of paths, not ${JSON.stringify(wrong)}`);
}

function checkTotal(total: unknown, place: string): void {
  const { path, scale } = isRecord(total) ? record(total, place, ['path', 'scale']) : { path: total };
  checkPaths(path, place);
  if (!isRecord(total)) return;
  if (path === undefined) fail(place, 'needs a path');
  if (!Number.isInteger(scale) || Number(scale) < 0 || Number(scale) > 8) {
    fail(`${place}.scale`, 'must be the number of decimal places, such as 2');
  }
}

function checkStatuses(statuses: unknown, place: string): void {
  for (const [word, meaning] of Object.entries(record(statuses, place))) {
    const { status } = isRecord(meaning)
      ? record(meaning, `${place}.${word}`, ['status', 'statusSource', 'delayed', 'onHold'])
      : { status: meaning ?? undefined };
    if (status !== undefined && !orderStatuses.some((known) => known === status)) {
      fail(`${place}.${word}`, `must be one of ${orderStatuses.join(', ')}, or null, not ${JSON.stringify(status)}`);
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
