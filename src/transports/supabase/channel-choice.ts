import { connectLater } from '../lazy-transport.js';
import type {
  ConnectionFault,
  ConnectRequest,
  Failure,
  LiveConnection,
  OrderTransport,
  TransportSink,
} from '../transport.js';
import type { ChannelMode, ChannelSink } from './channel.js';
import { forward, missedChanges } from './choosing.js';

/** Where a choice is kept for the tab; a subset of `Storage`. It may throw, as browsers do. */
export interface ChoiceStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

type Connect = (mode: ChannelMode, request: ConnectRequest, sink: ChannelSink) => LiveConnection;

/** A refusal such as "Realtime is restarting" only says that something failed; so many in a row count as one that says more. */
const vagueRefusals = 3;

/** What this page has found out, by URL and table: the mode, or a trial that is still going on. */
const found = new Map<string, ChannelMode | Promise<unknown>>();

/**
 * The mode `auto`. Without a token: the table's changes, because nobody may join a private channel without one, and the
 * refusal would cost 5 s and a line in the project's log. With a token: the private channel, which also brings the
 * table's changes until a broadcast has come. A private channel that is refused, stays unconfirmed or misses two changes
 * in a row is given up for `changes`. The tracker tells by `close(fault)` what only it can see.
 */
export class ChannelChoice {
  readonly #key: string;
  readonly #storage: ChoiceStorage | undefined;
  readonly #connect: Connect;
  /** Vague refusals in a row. */
  #vague = 0;
  /** Changes in a row that came by no private channel. */
  #missed = 0;
  /** Whether a choice has turned out wrong before. */
  #isRevised = false;

  constructor(key: string, storage: ChoiceStorage | undefined, connect: Connect) {
    this.#key = `order-status-tracker:channel:${key}`;
    this.#storage = storage;
    this.#connect = connect;
  }

  connect(request: ConnectRequest, sink: TransportSink): LiveConnection {
    const mode = request.token === undefined ? 'changes' : (found.get(this.#key) ?? this.#remembered());
    if (mode === undefined) return this.#try(request, sink);
    if (mode === 'changes')
      return this.#connect(mode, request, request.token === undefined ? sink : this.#judged(sink));
    if (typeof mode === 'string') return this.#connectPrivate(mode, request, sink);
    // Each refusal freezes the socket for 5 s, so the other orders wait for the one trial.
    const self: OrderTransport = { name: 'supabase', connect: (...known) => this.connect(...known) };
    return connectLater(
      mode.then(() => self),
      request,
      sink,
    );
  }

  /** Connects to the private channel, and to the table's changes alone if the server refuses that. */
  #try(request: ConnectRequest, sink: TransportSink): LiveConnection {
    let settle = () => {};
    const trial = new Promise<void>((resolve) => {
      settle = resolve;
    });
    found.set(this.#key, trial);
    /** Ends the trial, with or without a finding. The first one counts. */
    const conclude = (mode?: ChannelMode) => {
      if (found.get(this.#key) === trial) {
        if (mode === undefined) found.delete(this.#key);
        else found.set(this.#key, mode);
      }
      settle();
    };
    let refusal: Failure | undefined;
    let fresh = request.token;
    let connection = this.#connectPrivate('both', request, {
      ...forward(sink),
      confirmed: () => {
        this.#vague = 0;
        // It may be joined; whether broadcasts come is still open.
        conclude('both');
        sink.confirmed();
      },
      refused(failure) {
        refusal = failure;
      },
      lost: (failure) => {
        if (refusal && this.#isTelling(refusal)) {
          this.#settleForChanges();
          settle();
          connection = this.#connect('changes', { ...request, token: fresh }, this.#judged(sink));
        } else {
          conclude();
          sink.lost(failure);
        }
      },
    });
    return {
      probe: () => connection.probe(),
      renewToken(token) {
        fresh = token;
        connection.renewToken(token);
      },
      close(fault) {
        // A page that leaves early, or comes back another way, has learnt nothing.
        conclude(fault === 'unconfirmed' ? 'changes' : undefined);
        connection.close(fault);
      },
    };
  }

  /** A private channel whose missed changes are counted. */
  #connectPrivate(mode: 'broadcast' | 'both', request: ConnectRequest, sink: ChannelSink): LiveConnection {
    let ended = false;
    const connection = this.#connect(mode, request, {
      ...forward(sink),
      // A broadcast comes some milliseconds after the commit, the table's change up to half a second: it would have come.
      shows: (way) => {
        if (way === 'changes') return this.#countMissed();
        this.#missed = 0;
        // For this page only: after a reload, a channel that may have become mute is looked at again.
        if (found.get(this.#key) !== 'changes') found.set(this.#key, 'broadcast');
      },
      lost(failure) {
        ended = true;
        sink.lost(failure);
      },
    });
    return {
      probe: () => connection.probe(),
      renewToken: (token) => connection.renewToken(token),
      close: (fault?: ConnectionFault) => {
        if (fault === 'missed-changes' && !ended) this.#countMissed();
        ended = true;
        connection.close(fault);
      },
    };
  }

  /** A sink for the table's changes that were chosen: if there are none, the choice was wrong, and both ways are tried once more. */
  #judged(sink: TransportSink): TransportSink {
    return {
      ...forward(sink),
      lost: (failure) => {
        const isWrong = failure.kind === 'config' && !this.#isRevised;
        if (isWrong) this.#forget();
        sink.lost(isWrong ? { ...failure, kind: 'network' } : failure);
      },
    };
  }

  #forget() {
    this.#isRevised = true;
    this.#vague = 0;
    this.#missed = 0;
    found.delete(this.#key);
    this.#keep('');
  }

  #countMissed() {
    this.#missed += 1;
    if (this.#missed >= missedChanges) this.#settleForChanges();
  }

  /** Whether a refusal shows that there are no private channels here, and not only that they are in trouble. */
  #isTelling({ kind }: Failure): boolean {
    if (kind === 'auth' || kind === 'overload') return false;
    if (kind !== 'network') return true;
    this.#vague += 1;
    return this.#vague >= vagueRefusals;
  }

  #settleForChanges() {
    found.set(this.#key, 'changes');
    this.#keep('changes');
  }

  /** Keeps the choice for the tab; without storage, `found` holds it for this page. */
  #keep(choice: string) {
    try {
      this.#storage?.setItem(this.#key, choice);
    } catch {}
  }

  #remembered(): 'changes' | undefined {
    try {
      return this.#storage?.getItem(this.#key) === 'changes' ? 'changes' : undefined;
    } catch {
      return undefined;
    }
  }
}
