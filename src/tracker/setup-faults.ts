import type { TrackerContext } from './chart/chart.context.js';
import { failureLimit, isLate } from './failure-limits.js';
import type { FaultTeller } from './fault-teller.js';
import type { OrderTrackerOptions } from './options.js';
import { payloadFaultsCode } from './payload-faults-code.js';
import type { ChartSnapshot } from './tracker-snapshot.js';
import type { TrackerErrorCode } from './types.js';

/** Loads what tells the developer of faults of the set-up once there may be one: guests of other pages load nothing. */
export class SetupFaults {
  readonly #options: OrderTrackerOptions;
  readonly #tell: (message: string, code?: TrackerErrorCode) => void;
  #teller: FaultTeller | undefined;
  /** The first confirmation. */
  #liveSince: number | undefined;
  /** What was told without the words for it. */
  #told: string | undefined;

  constructor(options: OrderTrackerOptions, tell: (message: string, code?: TrackerErrorCode) => void) {
    this.#options = options;
    this.#tell = tell;
  }

  /** Looks whether the newest answer shows a fault. */
  look({ context }: ChartSnapshot): void {
    this.#liveSince ??= context.live.confirmedAt;
    const since = this.#liveSince;
    if (!this.#teller && !mayBeFault(context, since)) return;
    void this.#ask((teller) => teller.look(context, since), context.reads.failure?.reason);
  }

  /** Names why the order that the page gave cannot be shown. */
  lookAtGiven(): void {
    void this.#ask((teller) => teller.lookAtGiven());
  }

  async #ask(ask: (teller: FaultTeller) => void, reason?: string): Promise<void> {
    const code = await payloadFaultsCode.load();
    if (code) {
      this.#teller ??= new code.FaultTeller(this.#options, this.#tell, code);
      ask(this.#teller);
    } else if (reason && reason !== this.#told) {
      this.#told = reason;
      this.#tell(reason);
    }
  }
}

/** What has worked is set up well, and a first failure may be the network's. */
function mayBeFault(context: TrackerContext, liveSince: number | undefined): unknown {
  const { reads, order, live, access } = context;
  const { failure, failures, succeededAt } = reads;
  const lost = live.failure;
  return (
    order.judged?.fault ||
    access.failure?.hint ||
    lost?.hint ||
    lost?.kind === 'unreadable' ||
    (failure &&
      (failure.found || succeededAt === undefined || (failures >= failureLimit && / 4/.test(failure.reason)))) ||
    (liveSince === undefined &&
      (live.failures >= failureLimit || /^(auth|not-)/.test(`${lost?.kind}`) || isLate(context)))
  );
}

/** Whether the present problem is one that `FaultTeller` tells. */
export function isToldAsFault({ context: { reads, live, order, problem } }: ChartSnapshot, code: TrackerErrorCode) {
  if (code === 'config') return problem !== undefined && problem.message === reads.failure?.reason;
  if (code !== 'unreadable') return false;
  if (live.failure?.kind === 'unreadable') return true;
  return reads.failure?.kind === 'unreadable' && Boolean(reads.failure.found || order.judged?.fault?.answer);
}
