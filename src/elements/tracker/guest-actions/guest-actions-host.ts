import type { ReactiveControllerHost } from 'lit';
import type { TrackerClock } from '../../../environment/clock.js';
import type { TrackerEnvironment } from '../../../environment/environment.js';
import type { Fulfilment } from '../../../order/status.js';
import type { OrderTrackerSnapshot, TrackerError } from '../../../tracker/types.js';
import type { Wording } from '../../shared/wording.js';
import { linkNames } from './offered-actions.js';

/** The attributes of the guest's actions that hold a URL. */
export const urlNames = [...linkNames, 'share'] as const;
export type UrlName = (typeof urlNames)[number];

/** What the guest's actions need of the element. */
export interface GuestActionsHost
  extends ReactiveControllerHost,
    HTMLElement,
    Readonly<Record<UrlName, string | null | undefined>> {
  readonly rating: 'on' | 'off';
  readonly ratingAfter: number;
  readonly askKitchen: 'on' | 'off';
  readonly askKitchenCooldown: number;
  readonly onMyWay: 'on' | 'off';
  readonly gotIt: 'on' | 'off';
  readonly float: 'on' | 'off';
  readonly fulfilment: Fulfilment | undefined;
  readonly accessToken: string | null | undefined;
  readonly environment: Partial<TrackerEnvironment> | undefined;
  readonly clock: TrackerClock;
  /** The time by the back end's clock, in milliseconds since 1970. */
  readonly now: number;
  readonly words: Wording;
  readonly snapshot: OrderTrackerSnapshot;
  /** Where the order is kept: another back end may have one of the same id. */
  readonly backEnd: string;
  readonly alerts: { readonly isArmed: boolean };
  readonly theme: string;
  readonly labels: unknown;
  readonly percent: 'on' | 'off' | 'steps';
  keepAwake(awake: boolean): void;
  refresh(): Promise<void>;
  retry(): void;
  explain(): unknown;
  report(error: TrackerError): void;
}
