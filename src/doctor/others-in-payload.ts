import type { FieldMap } from '../order/field-map/field-map.js';
import { followKeys, keysOf, pathsOf } from '../order/field-map/follow-path.js';
import { decoded } from '../order/field-map/wrapped-values.js';
import { isSameId } from '../order/order-id.js';
import { parseOrder } from '../order/wire.js';
import { fieldMapCode } from '../tracker/field-map-code.js';
import type { CheckContext } from './check-context.js';

/** What to do where a live connection brings the orders of others. */
export const othersLive = 'Send each connection one order alone: the one that it asks for, or that its token names.';

/** More need not be looked at: one is too many. */
const mostEntries = 100;

/**
 * Other orders that stand beside the guest's own one, where everybody gets the same: an answer, or the messages of a live
 * connection. With a token or a cookie they may be the guest's own, of other days.
 */
export function checkOthers(context: CheckContext, payloads: readonly unknown[], where: string, remedy: string): void {
  const { options } = context.setup;
  const isForEverybody = context.token === undefined && (options.pollCredentials ?? 'omit') === 'omit';
  if (!isForEverybody) return;
  const others = new Set(payloads.flatMap((payload) => othersIn(payload, options)));
  if (others.size === 0) return;
  const [first] = others;
  const more = others.size > 1 ? ` and ${others.size - 1} more` : '';
  context.report(
    'other-order-readable',
    `${where} the other order "${first}"${more} as well: everybody gets the orders of others.`,
    remedy,
  );
}

/** The id under which something stands, if it stands under one. */
type Entry = readonly [id: string | undefined, entry: unknown];

/** The ids of orders in a payload that are not the followed one. */
function othersIn(payload: unknown, { orderId, fieldMap = {} }: CheckContext['setup']['options']): readonly string[] {
  const { root: _, ...map } = fieldMap;
  return entriesOf(payload, fieldMap)
    .slice(0, mostEntries)
    .flatMap(([id, entry]) => {
      const mapped = fieldMapCode.code?.applyFieldMap(entry, map);
      const result = parseOrder(id === undefined ? mapped : { ...Object(mapped), id });
      if (!result.ok || result.patch.status === undefined) return [];
      return isSameId(result.patch.id, { id: orderId, isNamed: true }) ? [] : [result.patch.id];
    });
}

/** What may be an order: the entries of the list, or under the ids, from which the root takes one; else what stands there. */
function entriesOf(payload: unknown, { root = '' }: FieldMap): readonly Entry[] {
  return pathsOf(root).flatMap((path): readonly Entry[] => {
    const keys = keysOf(path);
    const place = keys.indexOf('{id}');
    if (place >= 0) {
      const rest = keys.slice(place + 1);
      return Object.entries(Object(at(payload, keys.slice(0, place)))).map(([id, entry]) => [
        id,
        followKeys(entry, rest),
      ]);
    }
    const isOneOfList = /^-?\d+$/.test(keys.at(-1) ?? '');
    const found = at(payload, isOneOfList ? keys.slice(0, -1) : keys);
    return (Array.isArray(found) ? found : [found]).map((entry) => [undefined, entry]);
  });
}

/** If the root leads nowhere, the whole answer is taken. */
function at(payload: unknown, keys: readonly string[]): unknown {
  return decoded(followKeys(payload, keys) ?? payload);
}
