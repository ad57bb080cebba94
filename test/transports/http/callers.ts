import { tokenSource } from '../../../src/tracker/token-source.js';
import { pollingTransport } from '../../../src/transports/http/polling.js';
import { supabaseTransport } from '../../../src/transports/supabase/supabase.js';
import { type FailureKind, ReadError } from '../../../src/transports/transport.js';

/** One of the callers of `fetchJson`, and a good answer for it. */
export interface HttpCaller {
  readonly name: CallerName;
  /** What a good answer brings. */
  readonly result: unknown;
  /** The JSON of a good answer. */
  readonly body: unknown;
  ask(fetch: typeof globalThis.fetch, signal: AbortSignal, origin?: string): Promise<unknown>;
}

export type CallerName = 'token' | 'poll' | 'REST';

/** What a caller makes of one answer: a kind of failure, its good result, or the JSON as it is. */
export type Outcome = FailureKind | 'good' | 'handed on';
export type Outcomes = Readonly<Record<CallerName, Outcome>>;

const order = { id: 'A1', status: 'preparing', version: 2 };
const request = { orderId: 'A1', minVersion: undefined, token: undefined };

export const callers: readonly HttpCaller[] = [
  {
    name: 'token',
    result: { value: 'opaque', lifetime: undefined, issuedAt: undefined, isReadOnly: false },
    body: { access_token: 'opaque' },
    async ask(fetch, signal, origin = 'https://example.org') {
      const source = tokenSource({ orderId: 'A1', tokenUrl: `${origin}/track`, capability: 'secret', fetch });
      return source?.fetch?.(signal);
    },
  },
  {
    name: 'poll',
    result: order,
    body: order,
    ask: (fetch, signal, origin = 'https://example.org') =>
      pollingTransport({ url: `${origin}/orders/{id}`, fetch }).read({ ...request, token: 'opaque', signal }),
  },
  {
    name: 'REST',
    result: order,
    body: [order],
    async ask(fetch, signal, origin = 'https://project.supabase.co') {
      const transport = supabaseTransport({ supabaseUrl: origin, supabaseKey: 'sb_publishable_x' }, { fetch });
      return transport.read?.({ ...request, signal });
    },
  },
];

/** The failure of a request, which has to be a `ReadError`. */
export async function failureOf(asking: Promise<unknown>): Promise<ReadError> {
  const error: unknown = await asking.then(
    (result) => new Error(`it did not fail, but brought ${JSON.stringify(result)?.slice(0, 80)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof ReadError) return error;
  throw error;
}
