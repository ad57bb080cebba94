import type { ReactiveControllerHost } from 'lit';
import { browserEnvironment } from '../../../environment/browser-environment.js';
import type { TrackerClock } from '../../../environment/clock.js';
import type { TrackerEnvironment } from '../../../environment/environment.js';
import { type DeviceStorage, readJson } from '../../../environment/storage.js';
import type { OrderTrackerSnapshot } from '../../../tracker/types.js';

export const storageKey = 'order-status-tracker:links';
/** How long a secret is kept at most, in milliseconds: 24 h. */
const longest = 24 * 3_600_000;

/** Hash of an order and its back end → the secret, and since when it is kept. */
export type Kept = Readonly<Record<string, { readonly secret?: string | undefined; readonly at?: number | undefined }>>;

/** The secret of one order; `order` is the hash. */
export interface OrderLink {
  readonly order: string;
  readonly secret: string;
}

/** What remembering a link needs of the element. */
export interface RememberedLinkHost extends ReactiveControllerHost {
  readonly remember: 'off' | 'device';
  readonly backEnd: string;
  readonly tokenUrl: string | null | undefined;
  readonly environment: Partial<TrackerEnvironment> | undefined;
  readonly clock: TrackerClock;
  readonly snapshot: OrderTrackerSnapshot;
}

export function linkStorage({ environment }: RememberedLinkHost): DeviceStorage | undefined {
  return browserEnvironment(environment).storage;
}

/** What the device has kept for less than 24 h. */
export function keptLinks(host: RememberedLinkHost): Kept {
  const all = Object(readJson(linkStorage(host), storageKey)) as Kept;
  const now = host.clock.wall();
  const isUsable = ([, kept]: [string, Kept[string]]) =>
    typeof kept?.secret === 'string' && Math.abs(now - (kept.at ?? 0)) < longest;
  return Object.fromEntries(Object.entries(all).filter(isUsable));
}
