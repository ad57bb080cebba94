import type { FieldMap } from '../order/field-map/field-map.js';
import { type ParseResult, parseOrder } from '../order/wire.js';
import type { Origin } from './chart/chart.types.js';
import { fieldMapCode } from './field-map-code.js';
import type { OrderTrackerOptions } from './options.js';
import { sourceOf } from './payload-source.js';

/**
 * Reads payloads: by the page's `parse`, then by the field map. Until the code for field maps is there, only an order in
 * our wire shape can be read, such as the one that the page gives.
 *
 * @throws Error where the field map cannot work, if the code for it is there
 */
export function payloadParser(options: OrderTrackerOptions): (payload: unknown, origin: Origin) => ParseResult {
  const { parse, board, orderId = '' } = options;
  let fieldMap = checkedFieldMap(options);
  /** Whence the order has come with its id. */
  const named = new Set<Origin>();
  return (payload, origin) => {
    try {
      const parsed = parse ? parse(payload) : payload;
      fieldMap ??= checkedFieldMap(options);
      const { code } = fieldMapCode;
      const { isTold, ...source } = sourceOf(options, origin);
      // The followed document of a board is the board; its rows are other orders.
      const expected = board ? undefined : source.expected;
      const read = (order: unknown) => (fieldMap && code ? code.applyFieldMap(order, fieldMap, expected) : order);
      if (board) return board(parsed, orderId, read);
      const order = read(parsed);
      const result = parseOrder(order, { ...source, needsId: named.has(origin) });
      if (!isTold && result.ok && result.patch.id === orderId && Object(order).id != null) named.add(origin);
      // The answer to a read is this order, although it does not say how far it is.
      return !result.ok && result.id === orderId && origin === 'read' ? { ok: true, patch: { id: orderId } } : result;
    } catch {
      return { ok: false, reason: 'The parse function failed.' };
    }
  };
}

/** @throws Error where the field map cannot work, if the code for it is there */
export function checkedFieldMap({ fieldMap }: OrderTrackerOptions): FieldMap | undefined {
  return fieldMap === undefined ? undefined : fieldMapCode.code?.parseFieldMap(fieldMap);
}
