import { stringify } from '../../environment/stringify.js';
import { isRecord } from '../json.js';
import { isAboutAccess, saidIn } from '../refusal-words.js';
import { secretLike } from '../resembles-order.js';
import type { Closing } from '../socket/open-socket.js';
import type { Failure } from '../transport.js';

/** Where servers say in a word why they refused. Numbers say less than texts. */
const paths = 'reason,error,message,data,payload,errors,extensions,response,0,code,type,status'.split(',');

/** Words of messages that find something wrong. */
const complaining = /error|denied|forbid|unauth|reject|refus|invalid|\bnack\b|fail|unknown|no such|not.found/i;

/** What to look at when a server does not let a page subscribe. */
export const remedy = 'Check websocket-url, websocket-channel and the token.';

const tooMany = /quota|limit|too many|(?:code|status|error|http)\W{1,4}429\b/i;

type Secrets = readonly (string | undefined)[];

/**
 * The failure of a subscription that the server refused, or ended. Only where it speaks of access can the guest's link be
 * at fault; else the set-up is, or the server has a trouble that passes.
 *
 * @param stood whether it stood before
 * @param asked what the page asked for, which the server may repeat: the order's id, the channel
 */
export function refusalOf(message: unknown, secrets: Secrets, stood: boolean, asked: readonly string[]): Failure {
  const why = sentenceOf(message, secrets);
  const text = saidIn(message, asked);
  const kind = tooMany.test(text) ? 'overload' : isAboutAccess(text) ? 'forbidden' : 'network';
  const reason = `The server ${stood ? 'ended' : 'refused'} the subscription${why ? `: ${why}` : '.'} ${remedy}`;
  return { kind, reason, ...(kind !== 'forbidden' && { hint: reason }) };
}

/**
 * What a message that was not expected finds wrong, if it can be shown: without what may be a secret.
 *
 * @param isKnown whether its protocol is known, so that any word of a complaint counts
 */
export function wrongIn(message: Readonly<Record<string, unknown>>, isKnown: boolean): string | undefined {
  const { error, errors, message: said, reason } = message;
  const word = wordOf(isKnown ? message : (error ?? errors ?? said ?? reason), 4);
  const isComplaint = isKnown
    ? complaining.test(stringify(message))
    : Boolean(error ?? errors) || complaining.test(`${word}`);
  return word && isComplaint && !secretLike.test(word) ? word.replace(/\.$/, '') : undefined;
}

/** Codes with which a server closes that does not like what the page sent; a restart and an overload have others. */
const decided = /^(?:1002|1003|1007|1008|1010|[34]\d{3})$/;

/** Why a connection was closed before the subscription stood: it will be the same at the next try. */
export function closingOf(
  failure: Failure,
  complaint: string | undefined,
  closing: Closing | undefined,
  secrets: Secrets,
) {
  const { kind } = failure;
  const isPassing = kind === 'server-closing' || kind === 'overload';
  const word = complaint ?? (isPassing ? undefined : sentenceOf(closing?.reason, secrets));
  if (!word && (isPassing || !decided.test(String(closing?.code)))) return failure;
  const reason = `${failure.reason}${word ? ` The server said: ${word}` : ''}`;
  const told = `${reason} ${remedy}`;
  return kind === 'network' || isPassing ? { ...failure, reason, hint: told } : { ...failure, reason: told };
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
