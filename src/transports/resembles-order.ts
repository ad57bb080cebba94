import { stringify } from '../environment/stringify.js';
import { isRecord } from './json.js';

/** What may be a token, a key or another secret, and is not shown. */
export const secretLike = /[\w-]{24}|[\w-]+\.[\w-]+\.[\w-]+/;

/** How HTML begins, a page's or a part of it: `<turbo-stream action="replace">`. */
export const htmlLike = /^\s*<(?:!doctype|!--|[a-z][\w-]*[\s>])/i;

/**
 * What a message looks like that has an order in it and is not read as the followed one; `undefined` if it has none.
 *
 * @param url where it has {id}, nothing about other orders is expected
 */
export function resemblesOrder(
  message: Readonly<Record<string, unknown>> | readonly unknown[],
  orderId: string,
  url: string,
): string | undefined {
  if (mentionsOrder(message, orderId)) return 'an order whose place the field map does not name';
  const isOrder = isRecord(message) && message.id != null && message.status != null;
  return url.includes('{id}') && isOrder ? 'another order, although the URL names this one' : undefined;
}

/** Whether a message has the order's id somewhere, and a status that is no answer to a question. */
function mentionsOrder(message: unknown, orderId: string): boolean {
  const text = stringify(message);
  const isThere = [`:"${orderId}"`, `:${orderId},`, `:${orderId}}`].some((part) => text.includes(part));
  return isThere && /"\w*(?:status|state)":(?!"(?:ok|success|subscribed|joined|connected|error)")["\d]/i.test(text);
}
