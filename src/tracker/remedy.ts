import type { FieldMap } from '../order/field-map/field-map.js';
import { type ExpectedId, isSameId } from '../order/order-id.js';
import { parseOrder } from '../order/wire.js';
import { sameWord } from '../order/words.js';
import { findDeep, isId, isRecord, mayBeId } from './fault-words.js';
import { applyFieldMap, find } from './field-maps.js';

/** Names under which back ends keep a status. */
const statusNames = ['status', 'state', 'orderstatus', 'orderstate', 'stage', 'phase', 'progress', 'fulfillmentstatus'];

/** Whether what stands under this name may be a status. */
export function mayBeStatus(value: unknown, key: string): boolean {
  return typeof value !== 'object' && statusNames.includes(sameWord(key));
}

/** Where the order's id stands in a payload, and what to add to the field map so that the order is read. */
export interface Remedy {
  readonly place: string;
  /** As it is written into the attribute. It was tried. `undefined`: none was found. */
  readonly fieldMap: string | undefined;
}

/** What to set so that a payload is read as the followed order; `undefined` where its id is nowhere. */
export function remedyFor(payload: unknown, map: FieldMap | undefined, expected: ExpectedId) {
  const seek = (isIdOf: (value: unknown) => boolean) =>
    findDeep(payload, (value, _, path) => isIdOf(value) && isSameId(value, expected) && mayBeId(path, value));
  const place = seek((value) => isId(value) && !/\//.test(`${value}`)) ?? seek(isId);
  if (place === undefined) return undefined;
  const candidates: readonly FieldMap[] = [{}, ...ancestorsOf(place).map((root) => mapFrom(payload, root, place, map))];
  /** 2: with its status, 1: the order alone, 0: nothing of it. */
  const worth = (more: FieldMap): number => {
    const tried = { ...map, ...more, fields: { ...map?.fields, ...more.fields } };
    const result = parseOrder(applyFieldMap(payload, tried, expected), { expected });
    if (!result.ok) return result.id === expected.id ? 1 : 0;
    if (result.patch.id !== expected.id) return 0;
    return result.patch.status || result.patch.unmappedStatus ? 2 : 1;
  };
  const added = candidates.find((more) => worth(more) === 2) ?? candidates.find((more) => worth(more) === 1);
  return { place, fieldMap: added && JSON.stringify(added) } satisfies Remedy;
}

/** The places that hold a place, the innermost first. The entry of a list is the list: the order is found by its id. */
function ancestorsOf(place: string): readonly string[] {
  const keys = place.match(/\[\d+\]|[^.[\]]+/g) ?? [];
  const paths = keys.map((_, end) => keys.slice(0, end).join('.').replaceAll('.[', '['));
  return paths.reverse().filter((path, at) => at === 0 || !/\]$/.test(path));
}

function mapFrom(payload: unknown, entry: string, place: string, given: FieldMap | undefined): FieldMap {
  const root = entry.replace(/\[\d+\]$/, '');
  const order = entry ? find(payload, entry) : payload;
  const id = place.slice(entry.length).replace(/^\./, '');
  const status = isRecord(order) && 'status' in order ? 'status' : findDeep(order, mayBeStatus);
  const fields = {
    ...((id !== 'id' || given?.fields?.id !== undefined) && { id }),
    ...(status !== undefined && (status !== 'status' || given?.fields?.status !== undefined) && { status }),
  };
  return { ...(root && { root }), ...(Object.keys(fields).length > 0 && { fields }) };
}
