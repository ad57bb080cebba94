import { type Fired, fire, type How, reconcile, type SampleProvider } from './relay-api.js';

/** One line of the log. */
export interface LogEntry {
  readonly text: string;
  readonly tone: 'accepted' | 'refused' | 'quiet';
  /** What was sent. */
  readonly message?: string;
}

/** What the page shows. */
export interface PlayerState {
  readonly sample: SampleProvider;
  /** How each step so far came. */
  readonly steps: readonly How[];
  readonly log: readonly LogEntry[];
  readonly isBusy: boolean;
  readonly order?: { readonly id: string; readonly capability: string };
}

/** Plays one provider: each order is a run with ids of its own. */
export class Player {
  #state: PlayerState;
  #run = newRun();
  readonly #changed: (state: PlayerState) => void;

  constructor(sample: SampleProvider, changed: (state: PlayerState) => void) {
    this.#state = { sample, steps: [], log: [], isBusy: false };
    this.#changed = changed;
  }

  get state(): PlayerState {
    return this.#state;
  }

  /** Starts a new order with this provider. */
  choose(sample: SampleProvider): void {
    this.#run = newRun();
    this.#state = { sample, steps: [], log: this.#state.log, isBusy: false };
    this.#changed(this.#state);
  }

  /** Sends the next step, or loses it. */
  next(how: 'signed' | 'lost'): Promise<void> {
    const { steps } = this.#state;
    return this.#send(steps.length, how, [...steps, how]);
  }

  /** The last step that was sent, once more. */
  again(): Promise<void> {
    return this.#send(this.#state.steps.lastIndexOf('signed'), 'signed');
  }

  /** The next step, signed with a key that is not the provider's. */
  forge(): Promise<void> {
    return this.#send(Math.min(this.#state.steps.length, this.#state.sample.steps.length - 1), 'forged');
  }

  unknown(): Promise<void> {
    return this.#send(Math.max(0, this.#state.steps.length - 1), 'unknown');
  }

  /** Sends a step that was lost, after those that came later. */
  late(): Promise<void> {
    const step = this.#state.steps.indexOf('lost');
    return this.#send(
      step,
      'signed',
      this.#state.steps.map((how, index) => (index === step ? 'signed' : how)),
    );
  }

  readBack(): Promise<void> {
    return this.#work(async () => {
      const { asked, read } = await reconcile();
      return { text: `The relay asked the providers about ${asked} open orders; ${read} answered.`, tone: 'quiet' };
    });
  }

  #send(step: number, how: How, steps = this.#state.steps): Promise<void> {
    const { sample, order } = this.#state;
    return this.#work(async () => {
      const { run, startedAt } = this.#run;
      const fired = await fire({
        provider: sample.provider,
        run,
        startedAt,
        step,
        how,
        ...(order && { order_id: order.id }),
      });
      this.#set({ steps, ...(fired.order && { order: fired.order }) });
      return entryOf(sample.steps[step]?.word ?? '', how, fired);
    });
  }

  async #work(work: () => Promise<LogEntry>): Promise<void> {
    this.#set({ isBusy: true });
    const entry = await work().catch(
      (error: unknown): LogEntry => ({
        text: error instanceof Error ? error.message : 'The server cannot be reached.',
        tone: 'refused',
      }),
    );
    this.#set({ isBusy: false, log: [entry, ...this.#state.log].slice(0, 30) });
  }

  #set(change: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed(this.#state);
  }
}

function newRun(): { readonly run: string; readonly startedAt: number } {
  const run = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => (byte % 36).toString(36)).join('');
  return { run, startedAt: Date.now() };
}

/** What each outcome means, in a sentence. */
const outcomes: Readonly<Record<string, string>> = {
  created: 'it made the order',
  applied: 'it changed the order',
  unchanged: 'it says what is known',
  duplicate: 'it was known already',
  late: 'all it says is older than what is known',
  kept: 'the order stays as it is',
  waiting: 'it says too little: the order was read back from the provider',
  ignored: 'it is about something else',
};

function entryOf(word: string, how: How, { sent, status, outcome, news = [] }: Fired): LogEntry {
  if (!sent) return { text: `${word} happened, and its message was lost.`, tone: 'quiet' };
  const name = how === 'unknown' ? 'TELEPORTED' : word;
  const unknown = news.find(({ kind }) => kind === 'unmapped');
  const meaning = unknown ? `the relay has no meaning for “${unknown.word}”; staff are told` : outcomes[outcome ?? ''];
  const isAccepted = status !== undefined && status < 300;
  const headers = Object.entries(sent.headers).map(([header, value]) => `${header}: ${value}`);
  return {
    text: `${name}: ${status}, ${isAccepted ? (meaning ?? outcome) : 'the signature does not fit'}.`,
    tone: !isAccepted ? 'refused' : outcome === 'created' || outcome === 'applied' ? 'accepted' : 'quiet',
    message: `POST ${sent.url}\n${headers.join('\n')}\n\n${JSON.stringify(JSON.parse(sent.body), null, 2)}`,
  };
}
