import type { ReactiveControllerHost } from 'lit';
import type { TrackerEnvironment } from '../../../environment/environment.js';
import type { OrderTrackerSnapshot, TrackerError } from '../../../tracker/types.js';
import type { Wording } from '../../shared/wording.js';

/** What reaching the guest needs of the element. */
export interface ReachHost extends ReactiveControllerHost, HTMLElement {
  readonly pushUrl: string | null | undefined;
  readonly notifyBy: string | null | undefined;
  readonly pushWorker: string | null | undefined;
  readonly minutesAway: number | null | undefined;
  readonly sound: string;
  readonly vibrate: string;
  readonly notify: string;
  readonly environment: Partial<TrackerEnvironment> | undefined;
  readonly words: Wording;
  readonly snapshot: OrderTrackerSnapshot;
  readonly alerts: { readonly isArmed: boolean };
  refresh(): Promise<void>;
  report(error: TrackerError): void;
}
