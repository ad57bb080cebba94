import type { KitDatabase } from '../kit-database.ts';
import { type DeliveryJob, outboxDatabase } from './outbox-database.ts';
import type { Message, Sender, SendResult } from './sender.ts';

/** What went wrong in a worker, for the host's log. It never holds an address, a text or a vendor's own words. */
export type WorkerNews =
  /** The words could not be made: a mistake in the renderer or its settings. */
  | { readonly kind: 'not-rendered'; readonly about: string; readonly error: string }
  /** A sender broke its contract, and rejected. */
  | { readonly kind: 'sender-failed'; readonly vendor: string; readonly error: string }
  /** The vendor gave no answer in time. */
  | { readonly kind: 'no-answer'; readonly vendor: string }
  /** What became of a message could not be written down: once its lease has run out, it counts as perhaps sent. */
  | { readonly kind: 'not-finished'; readonly vendor: string; readonly error: string };

export interface OutboxWorkerOptions {
  readonly database: KitDatabase;
  /** One for each channel that can be used. Of two of one channel the first is used. */
  readonly senders: readonly Sender[];
  /**
   * Makes the message in the guest's words, as this sender writes; `undefined` if there is nothing true to say any more. If it throws, this message
   * cannot be sent, and the next channel is tried.
   */
  readonly render: (
    job: DeliveryJob,
    sender: Pick<Sender, 'sms'>,
  ) => Message | undefined | Promise<Message | undefined>;
  /** For whoever looks into the database. Default `worker`. */
  readonly name?: string;
  /** How many messages are on their way at once. Default 50. */
  readonly mostAtOnce?: number;
  /** How long a vendor has to answer, in seconds. Default 6: well under each step of the ladder. */
  readonly sendSeconds?: number;
  /** How long a message is this worker's, in seconds. Default 15; it must be more than `sendSeconds`. */
  readonly leaseSeconds?: number;
  /** A signal that aborts after so many milliseconds. Default `AbortSignal.timeout`. */
  readonly timeout?: (milliseconds: number) => AbortSignal;
  readonly onNews?: (news: WorkerNews) => void;
}

/** Sends what the outbox has. Any number may work on one database, in any processes, and each may be killed anywhere. */
export interface OutboxWorker {
  /**
   * Claims what is due and begins to send it. Resolves once it is claimed, with how much that was and a promise of its
   * end, which never rejects. Rejects if the database cannot be asked.
   */
  tick(): Promise<{ readonly claimed: number; readonly sent: Promise<void> }>;
  /** When something is due next; `undefined` if nothing is open. */
  nextAt(): Promise<Date | undefined>;
  /** Deletes what is left of ended orders. */
  clean(): Promise<void>;
}

/** How often the result of a message is written, if the database does not answer. */
const finishTries = 3;

export function createOutboxWorker(options: OutboxWorkerOptions): OutboxWorker {
  const { senders, render, name = 'worker', mostAtOnce = 50, sendSeconds = 6, leaseSeconds = 15 } = options;
  const { timeout = (milliseconds) => AbortSignal.timeout(milliseconds), onNews = () => undefined } = options;
  if (leaseSeconds <= sendSeconds) throw new RangeError('leaseSeconds must be more than sendSeconds.');
  const outbox = outboxDatabase({ database: options.database, worker: name, leaseSeconds });
  const channels = [...new Set(senders.map(({ channel }) => channel))];
  let underWay = 0;

  async function tick() {
    const jobs = await outbox.claim(Math.max(0, mostAtOnce - underWay), channels);
    underWay += jobs.length;
    const sent = Promise.all(
      jobs.map((job) =>
        deliver(job).finally(() => {
          underWay -= 1;
        }),
      ),
    );
    return { claimed: jobs.length, sent: sent.then(() => undefined) };
  }

  async function deliver(job: DeliveryJob): Promise<void> {
    const sender = senders.find(({ channel }) => channel === job.channel);
    if (!sender) return;
    const { name: vendor, isIdempotent } = sender;
    const prepared = await prepare(sender, job);
    if (typeof prepared === 'string') return finish(job, { outcome: 'refused', reason: prepared }, vendor);
    // If the database's answer is lost, nothing was sent: the lease runs out, and the message counts as perhaps sent.
    const mayBegin = await outbox.begin(job, { vendor, isIdempotent, cost: prepared.cost }).catch(() => false);
    if (mayBegin) await finish(job, await send(sender, prepared.message), vendor);
  }

  /** A text says why it cannot be sent. */
  async function prepare(sender: Sender, job: DeliveryJob) {
    try {
      const message = await render(job, sender);
      return message ? { message, cost: sender.costOf(message) } : 'it is not true any more';
    } catch (error) {
      onNews({ kind: 'not-rendered', about: job.kind, error: nameOf(error) });
      return 'its words could not be made';
    }
  }

  /** Answers in time, even if the sender does not hear the signal. */
  async function send(sender: Sender, message: Message): Promise<SendResult> {
    const { name: vendor } = sender;
    const signal = timeout(sendSeconds * 1000);
    const late = new Promise<undefined>((resolve) => {
      if (signal.aborted) resolve(undefined);
      else signal.addEventListener('abort', () => resolve(undefined), { once: true });
    });
    const answered = (async () => sender.send(message, signal))().catch((error: unknown): SendResult => {
      onNews({ kind: 'sender-failed', vendor, error: nameOf(error) });
      return { outcome: 'unknown', reason: 'the sender failed' };
    });
    const result = await Promise.race([answered, late]);
    if (result) return result;
    onNews({ kind: 'no-answer', vendor });
    return { outcome: 'unknown', reason: `no answer within ${sendSeconds} s` };
  }

  async function finish(job: DeliveryJob, result: SendResult, vendor: string): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await outbox.finish(job, result);
      } catch (error) {
        if (tries === finishTries) return onNews({ kind: 'not-finished', vendor, error: nameOf(error) });
      }
    }
  }

  return {
    tick,
    nextAt: () => outbox.nextAt(),
    clean: () => outbox.clean(),
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
