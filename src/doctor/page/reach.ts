import type { CheckContext } from '../check-context.js';
import type { Code } from '../codes.js';

/** Why there was no answer at all. */
export interface Unreachable {
  readonly code: Extract<
    Code,
    'host-unknown' | 'connection-refused' | 'certificate' | 'no-answer' | 'connection-broken'
  >;
  /** The name of the error, as Node has it. */
  readonly detail: string;
}

/** What an error of `fetch` or of a socket means. */
export function unreachable(error: unknown): Unreachable {
  const { name, detail } = causeOf(error);
  if (/ENOTFOUND|EAI_AGAIN/.test(detail)) return { code: 'host-unknown', detail };
  // Browsers, and Node, never connect to ports of other services.
  if (/ECONNREFUSED|bad port/.test(detail)) return { code: 'connection-refused', detail };
  if (/CERT|SIGNATURE|SSL|TLS|EPROTO|ISSUER/i.test(detail)) return { code: 'certificate', detail };
  if (/TIMEOUT|ETIMEDOUT/i.test(detail) || /Abort|Timeout/.test(name)) return { code: 'no-answer', detail };
  return { code: 'connection-broken', detail };
}

function causeOf(error: unknown): { readonly name: string; readonly detail: string } {
  const { name = '', message = '', code, cause, errors }: Partial<NodeError> = Object(error);
  const inner = cause ?? errors?.[0];
  if (typeof code !== 'string' && inner !== undefined) return causeOf(inner);
  return { name, detail: typeof code === 'string' ? code : message };
}

interface NodeError {
  readonly name: string;
  readonly message: string;
  readonly code: unknown;
  readonly cause: unknown;
  readonly errors: readonly unknown[];
}

/** Says why a server could not be reached, and what to check. */
export function addUnreachable(context: CheckContext, { code, detail }: Unreachable, url: string): void {
  const seconds = context.world.limits.answer / 1_000;
  const { host, hostname, protocol } = new URL(url);
  const words: Readonly<Record<Unreachable['code'], readonly [what: string, remedy: string]>> = {
    'host-unknown': [`There is no host "${hostname}" (${detail}).`, 'Correct the host name.'],
    'connection-refused': [
      `${host} refuses connections (${detail}).`,
      'Start the server, and check its port and its firewall.',
    ],
    certificate: [
      `The encrypted connection to ${host} failed (${detail}): browsers refuse it too.`,
      `Install a valid certificate for ${hostname}, with its intermediate ones. Check that the port speaks ${protocol}//.`,
    ],
    'no-answer': [
      `${host} gave no answer within ${seconds} s.`,
      'Let the server answer within a second. Check what it waits for, and whether a firewall drops the connection.',
    ],
    'connection-broken': [
      `The connection to ${host} broke before the answer was complete (${detail}).`,
      'Look into the log of the server, or of the proxy before it.',
    ],
  };
  context.report(code, ...words[code]);
}
