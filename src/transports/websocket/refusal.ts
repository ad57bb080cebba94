import { isRecord } from '../json.js';
import type { Failure } from '../transport.js';

/** Where servers say in a word why they refused. */
const paths = 'reason,error,code,message,data,payload,errors,extensions,response,0,type,status'.split(',');

/** The failure of a subscription that the server refused. */
export function refusalOf(message: unknown, token: string | undefined): Failure {
  const word = wordOf(message, 4);
  const why = word && !(token && word.includes(token)) ? `: ${word}` : '';
  return { kind: 'forbidden', reason: `The server refused the subscription${why}`.replace(/\.?$/, '.') };
}

function wordOf(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string' || typeof value === 'number')
    return /^[\w .,:;'"()$!/-]{1,80}$/.exec(String(value))?.[0];
  if (depth === 0 || (!isRecord(value) && !Array.isArray(value))) return undefined;
  for (const path of paths) {
    const word = wordOf(Reflect.get(value, path), depth - 1);
    if (word) return word;
  }
  return undefined;
}
