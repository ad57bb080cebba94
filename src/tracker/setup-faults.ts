import type { Failure } from '../transports/transport.js';
import type { PayloadFault } from './chart/chart.context.js';
import type { OrderTrackerOptions } from './options.js';
import { payloadFaultsCode } from './payload-faults-code.js';
import type { ChartSnapshot } from './tracker-snapshot.js';
import type { TrackerErrorCode } from './types.js';

/** With so many failures in a row, a connection is not looked for in the network of this device alone. */
const failureLimit = 3;

/** How long it may take to be live, ms: as long as the server has for its confirmation. */
const firstLimit = 15_000;

/** A server may answer a ping before it has looked at the subscription: what it ends within this time never stood, ms. */
const shortestLife = 1_000;

/** The fault of a connection that has not been live since the start. */
const neverLive = 'live';

type Words = NonNullable<typeof payloadFaultsCode.code>;

/** Tells the developer what is wrong with the set-up as it shows in answers and payloads: each fault once. */
export class SetupFaults {
  readonly #options: OrderTrackerOptions;
  readonly #tell: (message: string, code?: TrackerErrorCode) => void;
  readonly #told = new Set<string>();
  #fault: object | undefined;
  #failure: Failure | undefined;
  #lost: Failure | undefined;
  /** What the connection last brought that could not be read. */
  #frame: PayloadFault['answer'];
  /** The first confirmation. */
  #liveSince: number | undefined;

  constructor(options: OrderTrackerOptions, tell: (message: string, code?: TrackerErrorCode) => void) {
    this.#options = options;
    this.#tell = tell;
  }

  /** Looks whether the newest answer shows a fault. The words for one that does not fit are loaded first. */
  look({ context }: ChartSnapshot): void {
    const { reads, order, live, now, access } = context;
    const options = this.#options;
    const { failure, succeededAt } = reads;
    // What has worked is set up well: the rest is the network's trouble.
    const hasWorked = succeededAt !== undefined;
    const isRefused = reads.failures >= failureLimit && / 4\d\d\.$/.test(`${failure?.reason}`);
    if (failure && failure !== this.#failure && (failure.found || !hasWorked || isRefused)) {
      const code = failure.kind === 'config' ? 'config' : undefined;
      void this.#explain((words) => words.readFault(failure, options, hasWorked), undefined, code);
    }
    this.#failure = failure;
    const { hint } = access.failure ?? {};
    if (hint && !access.token)
      void this.#explain((words) => words.placeholderFault(options) ?? hint, 'token', 'config');
    const isLate = now() - (live.failure ? live.lostAt : (live.connects.at(-1) ?? now())) >= firstLimit;
    const fault = order.judged?.fault;
    const lost = live.failure;
    if (order.judged?.origin === 'live') this.#frame = fault?.answer ?? this.#frame;
    const frame = this.#frame;
    this.#liveSince ??= live.confirmedAt;
    const wasLive = this.#liveSince !== undefined;
    // Without a confirmation NaN, which is not longer than anything.
    const hasStood = live.lostAt - Number(this.#liveSince) >= shortestLife;
    if (lost?.kind === 'unreadable') {
      // Before it was live, one message says what is wrong with the connection.
      if (lost !== this.#lost)
        void this.#explain((words) => words.liveFault(lost, frame, options), wasLive ? lost.reason : neverLive);
    }
    // A first failure may be the network's: guests load nothing for it.
    else if (
      (lost?.hint && !hasStood) ||
      (!wasLive && (/^(auth|not-)/.test(`${lost?.kind}`) || live.failures >= failureLimit || isLate))
    )
      void this.#explain((words) => words.connectionFault(context, options), neverLive, 'unreachable');
    this.#lost = lost;
    if (!fault || fault === this.#fault) return;
    this.#fault = fault;
    const { unread, answer } = fault;
    // Each field is told once, whatever its next value.
    if (unread) void this.#explain((words) => words.unreadFault(unread, options), `${Object.keys(unread)}`);
    if (answer && order.judged?.origin === 'read')
      void this.#explain((words) => words.payloadFault(answer.payload, options, failure?.reason));
  }

  /** Names why the order that the page gave cannot be shown. */
  lookAtGiven(): void {
    void this.#explain((words) => words.givenFault(this.#options), undefined, 'config');
  }

  /** @param key by which it is told once; default: the message */
  async #explain(find: (words: Words) => string | undefined, key?: string, code?: TrackerErrorCode): Promise<void> {
    const words = await payloadFaultsCode.load();
    const message = words ? find(words) : this.#failure?.reason;
    if (!message || this.#told.has(key ?? message) || this.#told.has(message)) return;
    this.#told.add(key ?? message).add(message);
    this.#tell(message, code);
  }
}

/** Whether the present problem is one that `SetupFaults` tells. */
export function isToldAsFault({ context: { reads, live, order, problem } }: ChartSnapshot, code: TrackerErrorCode) {
  if (code === 'config') return problem !== undefined && problem.message === reads.failure?.reason;
  if (code !== 'unreadable') return false;
  if (live.failure?.kind === 'unreadable') return true;
  return reads.failure?.kind === 'unreadable' && Boolean(reads.failure.found || order.judged?.fault?.answer);
}
