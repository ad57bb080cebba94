import type { FieldMap } from '../order/field-map/field-map.js';
import { type ParseResult, parseOrder } from '../order/wire.js';
import { fieldMapCode } from './field-map-code.js';
import type { OrderTrackerOptions } from './options.js';

type ParserOptions = Pick<OrderTrackerOptions, 'parse' | 'fieldMap' | 'board' | 'orderId'>;

/**
 * Reads payloads: by the page's `parse`, then by the field map. Until the code for field maps is there, only an order in
 * our wire shape can be read, such as the one that the page gives.
 *
 * @throws Error where the field map cannot work, if the code for it is there
 */
export function payloadParser(options: ParserOptions): (payload: unknown) => ParseResult {
  const { parse, board, orderId = '' } = options;
  let fieldMap = checkedFieldMap(options);
  return (payload) => {
    try {
      const parsed = parse ? parse(payload) : payload;
      fieldMap ??= checkedFieldMap(options);
      const { code } = fieldMapCode;
      const read = (order: unknown) => (fieldMap && code ? code.applyFieldMap(order, fieldMap, orderId) : order);
      return board ? board(parsed, orderId, read) : parseOrder(read(parsed));
    } catch {
      return { ok: false, reason: 'the parse function failed' };
    }
  };
}

/** @throws Error where the field map cannot work, if the code for it is there */
export function checkedFieldMap({ fieldMap }: ParserOptions): FieldMap | undefined {
  return fieldMap === undefined ? undefined : fieldMapCode.code?.parseFieldMap(fieldMap);
}
