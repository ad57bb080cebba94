import type { ChildProcess } from 'node:child_process';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';

/** Where a server runs. */
export interface Place {
  /** A folder of its own, which is deleted afterwards. */
  readonly folder: string;
  /** Where its npm packages are. */
  readonly packages: string;
  /** It may use this port and the four that follow. */
  readonly port: number;
}

/** What the servers say of the order `A1`. */
export interface PlacedOrder {
  readonly id: string;
  readonly status: string;
  readonly version: number;
}

/** A server that nobody here wrote, and how a page follows an order on it. */
export interface RealServer {
  readonly name: string;
  /** What npm installs into a folder that is kept; the first package names the version. */
  readonly npm?: { readonly packages: readonly string[]; readonly overrides?: Readonly<Record<string, string>> };
  /** Debian's packages; the first one names the version. */
  readonly debian?: readonly string[];
  /** Programs of `programs/` that it needs. */
  readonly copies?: readonly string[];
  /** Its configuration. */
  readonly files?: (place: Place) => Readonly<Record<string, string>>;
  readonly environment?: (place: Place) => Readonly<Record<string, string>>;
  /** What has to run or be done before it starts for the first time. */
  readonly prepare?: (place: Place) => Promise<readonly ChildProcess[]>;
  readonly command: (place: Place) => readonly [string, ...string[]];
  /** Puts the order there, once the server runs for the first time. The id that the server gave, if it gives one. */
  readonly setUp?: (place: Place) => Promise<string | undefined>;
  /** Ends what outlives it. */
  readonly cleanUp?: (place: Place) => Promise<void>;
  /** How a page follows the order by the README's words. Not for servers that attributes cannot follow. */
  readonly options?: (port: number) => OrderTrackerOptions;
  /** Changes the order there. */
  readonly publish?: (port: number, order: PlacedOrder, child: ChildProcess) => Promise<unknown>;
  /** Options with which nothing can arrive: never live, and an error with these words. */
  readonly refusals: Readonly<Record<string, Refusal>>;
}

export interface Refusal {
  readonly options: (port: number) => OrderTrackerOptions;
  readonly says: RegExp;
  /** Within how many seconds it has to be said. Default 2. */
  readonly within?: number;
}

/** Sends JSON, or a text as it is. */
export async function post(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
  method = 'POST',
): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url} is answered ${response.status}: ${text.slice(0, 200)}`);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
