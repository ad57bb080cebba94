import { stringify } from '../../environment/stringify.js';
import { isRecord, parseJson } from '../json.js';
import { type Message, unwrap } from './message-template.js';

/** What may stand between two messages of one frame; a byte order mark before the first. */
const separators = ' \t\r\n,\u0000\u001e\ufeff';

/** The text of a frame; binary frames are read as UTF-8. `undefined` if it is no text. */
export function textOf(data: string | ArrayBuffer): string | undefined {
  if (typeof data === 'string') return data;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data);
  } catch {
    return undefined;
  }
}

/**
 * The messages of one frame, in order: servers join several JSON values with newlines, with record separators, or with
 * nothing between them. A list of messages comes whole first, as a field map may have a path into it, then one by one.
 */
export function splitFrame(text: string): readonly Message[] {
  const whole = parseJson(text);
  const values = whole === undefined ? jsonValues(text) : [text];
  return values.flatMap((part) => {
    const value = parseJson(part);
    const message = { text: part, value: unwrap(value) };
    if (!Array.isArray(value) || value.length === 0 || !value.every(isRecord)) return [message];
    return [message, ...value.map((item) => ({ text: stringify(item), value: unwrap(item) }))];
  });
}

/** The objects and lists of which a text consists; the text itself if it has anything else between them. */
function jsonValues(text: string): readonly string[] {
  const values: string[] = [];
  let start = 0;
  let depth = 0;
  let isString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (isString) {
      if (character === '\\') at++;
      else if (character === '"') isString = false;
    } else if ('{['.includes(character)) {
      if (depth++ === 0) start = at;
    } else if ('}]'.includes(character)) {
      if (--depth === 0) values.push(text.slice(start, at + 1));
      if (depth < 0) return [text];
    } else if (depth > 0) isString = character === '"';
    else if (!separators.includes(character)) return [text];
  }
  return depth === 0 && values.length > 0 ? values : [text];
}
