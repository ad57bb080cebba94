/*
 * Loaded on demand, as a part of payload-faults.ts.
 */

import type { Failure } from '../transports/transport.js';
import type { PayloadFault, TrackerContext } from './chart/chart.context.js';
import { failureLimit, isLate } from './failure-limits.js';
import type { OrderTrackerOptions } from './options.js';
import type { TrackerErrorCode } from './types.js';

/** A server may answer a ping before it has looked at the subscription: what it ends within this time never stood, ms. */
const shortestLife = 1_000;

/** So many connections in a row that end within seconds of their confirmation are no accident. */
const shortLives = 2;

/** The fault of a connection that has not been live since the start. */
const neverLive = 'live';

type Words = typeof import('./payload-faults.js');

/** Tells the developer what is wrong with the set-up as it shows in answers and payloads: each fault once. */
export class FaultTeller {
  readonly #options: OrderTrackerOptions;
  readonly #tell: (message: string, code?: TrackerErrorCode) => void;
  readonly #words: Words;
  readonly #told = new Set<string>();
  #fault: object | undefined;
  #failure: Failure | undefined;
  #lost: Failure | undefined;
  /** What the connection last brought that could not be read. */
  #frame: PayloadFault['answer'];

  constructor(options: OrderTrackerOptions, tell: (message: string, code?: TrackerErrorCode) => void, words: Words) {
    this.#options = options;
    this.#tell = tell;
    this.#words = words;
  }

  /**
   * Looks whether the newest answer shows a fault.
   *
   * @param liveSince the first confirmation
   */
  look(context: TrackerContext, liveSince: number | undefined): void {
    const { reads, order, live, access } = context;
    const options = this.#options;
    const { failure, succeededAt } = reads;
    // What has worked is set up well: the rest is the network's trouble.
    const hasWorked = succeededAt !== undefined;
    const isRefused = reads.failures >= failureLimit && / 4\d\d\.$/.test(`${failure?.reason}`);
    if (failure && failure !== this.#failure && (failure.found || !hasWorked || isRefused)) {
      const code = failure.kind === 'config' ? 'config' : undefined;
      this.#explain((words) => words.readFault(failure, options, hasWorked), undefined, code);
    }
    this.#failure = failure;
    const { hint } = access.failure ?? {};
    if (hint && !access.token) this.#explain((words) => words.placeholderFault(options) ?? hint, 'token', 'config');
    const fault = order.judged?.fault;
    const lost = live.failure;
    if (order.judged?.origin === 'live') this.#frame = fault?.answer ?? this.#frame;
    const frame = this.#frame;
    const wasLive = liveSince !== undefined;
    // Without a confirmation NaN, which is not longer than anything.
    const hasStood = live.lostAt - Number(liveSince) >= shortestLife;
    if (lost?.kind === 'unreadable') {
      // Before it was live, one message says what is wrong with the connection.
      if (lost !== this.#lost)
        this.#explain((words) => words.liveFault(lost, frame, options), wasLive ? lost.reason : neverLive);
    }
    // A first failure may be the network's: guests load nothing for it.
    else if (
      (lost?.hint && (!hasStood || live.failures >= shortLives)) ||
      (!wasLive && (/^(auth|not-)/.test(`${lost?.kind}`) || live.failures >= failureLimit || isLate(context)))
    )
      this.#explain(
        (words) => words.connectionFault(context, options),
        neverLive,
        lost && this.#words.isUnmatched(lost) ? 'config' : 'unreachable',
      );
    this.#lost = lost;
    if (!fault || fault === this.#fault) return;
    this.#fault = fault;
    const { unread, answer } = fault;
    // Each field is told once, whatever its next value.
    if (unread) this.#explain((words) => words.unreadFault(unread, options), `${Object.keys(unread)}`);
    if (answer && order.judged?.origin === 'read')
      this.#explain((words) => words.payloadFault(answer.payload, options, failure?.reason));
  }

  /** Names why the order that the page gave cannot be shown. */
  lookAtGiven(): void {
    this.#explain((words) => words.givenFault(this.#options), undefined, 'config');
  }

  /** @param key by which it is told once; default: the message */
  #explain(find: (words: Words) => string | undefined, key?: string, code?: TrackerErrorCode): void {
    const message = find(this.#words);
    if (!message || this.#told.has(key ?? message) || this.#told.has(message)) return;
    this.#told.add(key ?? message).add(message);
    this.#tell(message, code);
  }
}
