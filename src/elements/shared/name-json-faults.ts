/*
 * Loaded on demand by page-faults-code.ts, as a part of name-page-faults.ts.
 */

import { attributeOf, isOdd, type JsonAttribute, jsonAttributes, oddKey, ownKeys } from './json-attributes.js';

/** What an attribute has to hold. */
const expectations: Readonly<Record<JsonAttribute, string>> = {
  websocketHello: 'list of messages, such as [{"subscribe":"{id}"}]',
  websocketHeartbeat: 'object, such as {"send":{"type":"ping"},"answer":{"type":"pong"}}',
  websocketConfirm: 'message or list of messages, such as {"type":"subscribed"}',
  websocketRefuse: 'message or list of messages, such as {"type":"error"}',
  eventsHello: 'object, such as {"after":"PB_CONNECT","send":{"clientId":"{clientId}"}}',
  pollHeaders: 'object',
  pollBody: 'object',
  fieldMap: 'object',
};

/** What is wrong with one of the attributes that hold JSON, in a sentence. */
export function jsonFault(name: JsonAttribute, value: unknown): string | undefined {
  if (!isOdd(name, value)) return undefined;
  const attribute = attributeOf(name);
  const unknown = isRecord(value) ? oddKey(name, value) : undefined;
  return unknown === undefined
    ? `${attribute} must be a JSON ${expectations[name]}${syntaxError(value)}.`
    : `${attribute} has the key "${unknown}"; it can have ${ownKeys[name]?.join(', ')}.`;
}

/** The same for the first one that is wrong, among options of these names. */
export function firstJsonFault(options: { readonly [Name in JsonAttribute]?: unknown }): string | undefined {
  return jsonAttributes.map((name) => jsonFault(name, options[name])).find(Boolean);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Why a text is not JSON, in the browser's words. */
function syntaxError(value: unknown): string {
  if (typeof value !== 'string') return '';
  try {
    JSON.parse(value);
    return '';
  } catch (error) {
    return ` (${error instanceof Error ? error.message : error})`;
  }
}
