import type { OutboxWorker, WorkerNews } from '../../supabase/functions/_shared/notify/worker.js';
import type { Database } from '../database/database.js';
import { createSeldomLog, log } from '../log.js';

/**
 * The longest pause between two looks at the outbox, in milliseconds: for what only time makes due, such as an order that
 * nobody answers.
 */
const longestPause = 2_000;
/** The pause after the database could not be asked, in milliseconds. */
const retryDelay = 1000;
/** How often what is left of ended orders is deleted, in milliseconds. */
const cleanEvery = 60_000;

export interface WorkerLoopOptions {
  readonly database: Pick<Database, 'isReadOnly' | 'listen'>;
  readonly worker: OutboxWorker;
  /** Milliseconds since 1970, the clock of the database. */
  readonly now: () => number;
}

/**
 * Works on the outbox in this process: at once when a transaction has written something to it, and when the next step is
 * due. It never claims twice at the same time. While a vendor keeps one message waiting, it sends the others.
 */
export class WorkerLoop {
  readonly #options: WorkerLoopOptions;
  readonly #sayTrouble: (message: string, error: unknown) => void;
  readonly #sending = new Set<Promise<void>>();
  #ticking: Promise<void> | undefined;
  #isWanted = false;
  #hasStopped = false;
  #timer: NodeJS.Timeout | undefined;
  #cleanedAt = 0;
  #unlisten: (() => Promise<void>) | undefined;

  constructor(options: WorkerLoopOptions) {
    this.#options = options;
    this.#sayTrouble = createSeldomLog(options.now);
  }

  /** What was left by an earlier process is sent now. */
  async start(): Promise<void> {
    this.#unlisten = await this.#options.database.listen('notification_outbox', () => this.#wake());
    this.#wake();
  }

  /** Claims nothing more, and waits for what is on its way: for some seconds, if a vendor does not answer. */
  async stop(): Promise<void> {
    this.#hasStopped = true;
    clearTimeout(this.#timer);
    await this.#unlisten?.();
    await this.#ticking;
    await Promise.all(this.#sending);
  }

  #wake(): void {
    if (this.#hasStopped) return;
    this.#isWanted = true;
    this.#ticking ??= this.#tickAll().finally(() => {
      this.#ticking = undefined;
    });
  }

  async #tickAll(): Promise<void> {
    while (this.#isWanted && !this.#hasStopped) {
      this.#isWanted = false;
      clearTimeout(this.#timer);
      try {
        await this.#tick();
      } catch (error) {
        this.#sayTrouble('The outbox could not be read; it is tried again.', error);
        this.#wakeIn(retryDelay);
      }
    }
  }

  async #tick(): Promise<void> {
    const { database, worker, now } = this.#options;
    // The database has told it itself. A message that cannot be written down as claimed would be sent twice.
    if (await database.isReadOnly()) return this.#wakeIn(retryDelay);
    const { claimed, sent } = await worker.tick();
    if (claimed > 0) {
      const under = sent.finally(() => this.#sending.delete(under));
      this.#sending.add(under);
    } else if (now() - this.#cleanedAt >= cleanEvery) {
      this.#cleanedAt = now();
      await worker.clean();
    }
    const next = await worker.nextAt();
    const pause = next ? next.getTime() - now() : longestPause;
    this.#wakeIn(Math.min(Math.max(pause, 0), longestPause));
  }

  #wakeIn(milliseconds: number): void {
    if (!this.#hasStopped) this.#timer = setTimeout(() => this.#wake(), milliseconds);
  }
}

/** A line in the server's log for what went wrong while sending. */
export function logWorkerNews(news: WorkerNews): void {
  switch (news.kind) {
    case 'not-rendered':
      log.error(`A message about ${news.about} could not be written (${news.error}): the next channel is tried.`);
      break;
    case 'sender-failed':
      log.error(`The sender ${news.vendor} failed with ${news.error}: that is a mistake in the sender.`);
      break;
    case 'no-answer':
      log.warn(`${news.vendor} gave no answer in time: the message counts as perhaps sent.`);
      break;
    case 'not-finished':
      log.error(`What ${news.vendor} did with a message could not be written down (${news.error}).`);
      break;
  }
}
