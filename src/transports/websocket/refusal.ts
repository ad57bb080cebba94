import { stringify } from '../../environment/stringify.js';
import { isRecord } from '../json.js';
import type { Failure } from '../transport.js';

/** Where servers say in a word why they refused. Numbers say less than texts. */
const paths = 'reason,error,message,data,payload,errors,extensions,response,0,code,type,status'.split(',');

/** Words of messages that find something wrong. */
const complaining = /error|denied|forbid|unauth|reject|refus|invalid/i;

/** What to look at when a server does not let a page subscribe. */
export const remedy = 'Check websocket-url, websocket-channel and the token.';

type Secrets = readonly (string | undefined)[];

/** The failure of a subscription that the server refused. */
export function refusalOf(message: unknown, secrets: Secrets): Failure {
  const why = sentenceOf(message, secrets);
  return { kind: 'forbidden', reason: `The server refused the subscription${why ? `: ${why}` : '.'} ${remedy}` };
}

/** What a server finds wrong, as a sentence; `undefined` if the message finds nothing wrong. */
export function complaintOf(message: unknown, secrets: Secrets): string | undefined {
  return isRecord(message) && complaining.test(stringify(message)) ? sentenceOf(message, secrets) : undefined;
}

function sentenceOf(message: unknown, secrets: Secrets): string | undefined {
  const word = wordOf(message, 4);
  if (!word || secrets.some((secret) => secret && word.includes(secret))) return undefined;
  return /[.!?]$/.test(word) ? word : `${word}.`;
}

function wordOf(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string' || typeof value === 'number')
    return /^[\w .,:;'"()$!?#=&*/-]{1,200}$/.exec(String(value))?.[0];
  if (depth === 0 || (!isRecord(value) && !Array.isArray(value))) return undefined;
  for (const path of paths) {
    const word = wordOf(Reflect.get(value, path), depth - 1);
    if (word) return word;
  }
  return undefined;
}
