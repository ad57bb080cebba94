import type { PagePlace } from './safe-url.js';
import { type OrderTransport, ReadError, type Subject } from './transport.js';

/** What the transports use of their environment. Default: the browser's. */
export interface TransportEnvironment extends PagePlace {
  readonly WebSocket?: typeof WebSocket | undefined;
  readonly fetch?: typeof fetch | undefined;
  readonly sessionStorage?:
    | { getItem(key: string): string | null; setItem(key: string, value: string): void }
    | undefined;
}

/** How one transport is made from the tracker's options. */
export interface TransportMaker<Options> {
  /** The options without which it cannot work, for the message where none is configured. */
  readonly needs: string;
  /** Whether the options mean this transport, complete or not. */
  isConfigured(options: Options): boolean;
  /** @throws ReadError of kind `config`, whose reason says what to change. */
  make(
    options: Options & { readonly subject?: Subject | undefined },
    environment: TransportEnvironment,
  ): OrderTransport;
}

/** Refuses options that cannot work. The reason says what to change, without a full stop. */
export function refuse(reason: string): never {
  throw new ReadError({ kind: 'config', reason: `${reason}.` });
}

/** Refuses an option whose value is none of the allowed ones. An empty value counts as absent. */
export function expectOneOf(option: string, value: string | undefined, allowed: readonly string[]): void {
  if (value && !allowed.includes(value)) refuse(`${option} has to be one of ${allowed.join(', ')}`);
}
