import { stringify } from '../../environment/stringify.js';
import { isRecord, parseJson } from '../json.js';

/** One message of a server: the text as it came, and what it is as JSON (`undefined` if it is none). */
export interface Message {
  readonly text: string;
  readonly value: unknown;
}

/** What stands for `{id}`, `{token}` and the like. A value whose word is missing is left out of its object. */
export type Words = Readonly<Record<string, string | undefined>>;

/** Ends each message of SignalR. */
const recordSeparator = '\u001e';

const placeholder = /\{\w+\}/g;

/** Whether a message has this placeholder anywhere. */
export function mentions(message: unknown, name: string): boolean {
  return String(stringify(message)).includes(name);
}

/** Whether a message is a login: it has the token and no order id, and may be repeated with a newer token. */
export function isLogin(message: unknown): boolean {
  return mentions(message, '{token}') && !mentions(message, '{id}') && !mentions(message, '{channel}');
}

/**
 * Whether a message has nothing but its name and the token, such as `{"type":"auth","access_token":"{token}"}`: without a
 * token it is not sent. One that has more, such as Parse's `connect` with the application's id, is sent without the token.
 */
export function isOnlyLogin(message: unknown): boolean {
  if (!isLogin(message) || !isRecord(message)) return false;
  const values = Object.values(message);
  return values.length <= 2 && values.includes('{token}');
}

/** Fills in placeholders, also in JSON within a string. */
export function fill(value: unknown, words: Words): unknown {
  if (typeof value === 'string') return fillText(value, words);
  if (Array.isArray(value)) return value.map((item) => fill(item, words));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => !isMissing(item, words));
  return Object.fromEntries(entries.map(([key, item]) => [key, fill(item, words)]));
}

function isMissing(item: unknown, words: Words): boolean {
  if (typeof item !== 'string' || parseInner(item)) return false;
  return (item.match(placeholder) ?? []).some((word) => word in words && words[word] === undefined);
}

/** JSON within the text keeps its form, whatever the words hold; a separator behind it stays. */
function fillText(text: string, words: Words): string {
  const inner = parseInner(text.replaceAll(recordSeparator, ''));
  if (inner !== undefined)
    return stringify(fill(inner, words)) + (text.endsWith(recordSeparator) ? recordSeparator : '');
  return text.replace(placeholder, (word) => (word in words ? (words[word] ?? '') : word));
}

/**
 * Whether a message fits a template: it has all its keys with their values; `*` stands for any value, and a text for the
 * number that it writes. A template that is a text fits the message that is this text. Nothing fits `{}`, or a list that
 * is empty.
 */
export function fits({ text, value }: Message, template: unknown, words: Words): boolean {
  if (template === undefined || template === null) return false;
  if (typeof template === 'string') return text.trim() === fillText(template, words).trim();
  if (typeof template === 'object' && Object.keys(template).length === 0) return false;
  return contains(value, unwrap(fill(template, words)));
}

/** Parses JSON within strings of a message, such as Pusher's `data` and ActionCable's `identifier`. */
export function unwrap(message: unknown): unknown {
  if (!isRecord(message)) return message;
  return Object.fromEntries(
    Object.entries(message).map(([key, item]) => [key, (typeof item === 'string' && parseInner(item)) || item]),
  );
}

function parseInner(text: string): object | undefined {
  const inner = /^\s*[{[]/.test(text) ? parseJson(text) : undefined;
  return typeof inner === 'object' && inner !== null ? inner : undefined;
}

function contains(value: unknown, template: unknown): boolean {
  if (template === '*') return value !== undefined && value !== null;
  // Placeholders are texts, and servers answer with the order's number.
  if (typeof template === 'string' && typeof value === 'number') return String(value) === template;
  if (typeof template !== 'object' || template === null) return value === template;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(template).every(([key, item]) => contains(Reflect.get(value, key), item));
}
