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

/** Where a choice is kept for the tab; a subset of `Storage`. It may throw, as browsers do. */
export interface ChoiceStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

type Connect = (mode: ChannelMode, apart: boolean, request: ConnectRequest, sink: ChannelSink) => LiveConnection;

/** A refusal such as "Realtime is restarting" only says that something failed; so many in a row count as one that says more. */
const vagueRefusals = 3;

/** How many private channels in a row have to miss changes, with no payload in between, before the mode changes. */
const missedChannels = 2;

/** What this page has found out, by URL and table: the mode, or a trial that is still going on. */
const found = new Map<string, ChannelMode | Promise<unknown>>();

/**
 * The mode `auto`: tries the private channel once a page load, and takes `changes` where the private channel is
 * refused, stays unconfirmed, or misses changes. The tracker detects the last two and tells them by `close(fault)`.
 */
export class ChannelChoice {
  readonly #key: string;
  readonly #storage: ChoiceStorage | undefined;
  readonly #connect: Connect;
  /** Vague refusals in a row. */
  #vague = 0;
  /** Private channels in a row that missed changes, with no payload in between. */
  #missed = 0;

  constructor(key: string, storage: ChoiceStorage | undefined, connect: Connect) {
    this.#key = `order-status-tracker:channel:${key}`;
    this.#storage = storage;
    this.#connect = connect;
  }

  connect(request: ConnectRequest, sink: TransportSink): LiveConnection {
    const mode = found.get(this.#key) ?? this.#remembered();
    if (mode === undefined) return this.#try(request, sink);
    if (mode === 'changes') return this.#connect(mode, false, request, sink);
    if (mode === 'broadcast') return this.#connectPrivate(false, request, sink);
    // Each refusal freezes a socket for 5 s, so the other orders wait for the one trial.
    const self: OrderTransport = { name: 'supabase', connect: (...known) => this.connect(...known) };
    return connectLater(
      mode.then(() => self),
      request,
      sink,
    );
  }

  /** Connects to the private channel, and to the table's changes if the server refuses that. */
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
    let connection = this.#connectPrivate(true, request, {
      ...forward(sink),
      confirmed: () => {
        this.#vague = 0;
        conclude('broadcast');
        sink.confirmed();
      },
      refused(failure) {
        refusal = failure;
      },
      lost: (failure) => {
        if (refusal && this.#isTelling(refusal)) {
          this.#settleForChanges();
          settle();
          connection = this.#connect('changes', false, { ...request, token: fresh }, sink);
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
  #connectPrivate(apart: boolean, request: ConnectRequest, sink: ChannelSink): LiveConnection {
    let ended = false;
    const connection = this.#connect('broadcast', apart, request, {
      ...forward(sink),
      received: (payload) => {
        this.#missed = 0;
        sink.received(payload);
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

  #countMissed() {
    this.#missed += 1;
    if (this.#missed >= missedChannels) this.#settleForChanges();
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
    try {
      this.#storage?.setItem(this.#key, 'changes');
    } catch {
      // `found` holds the choice for this page.
    }
  }

  #remembered(): ChannelMode | undefined {
    try {
      return this.#storage?.getItem(this.#key) === 'changes' ? 'changes' : undefined;
    } catch {
      return undefined;
    }
  }
}

function forward(sink: ChannelSink): ChannelSink {
  return {
    opened: () => sink.opened(),
    confirmed: () => sink.confirmed(),
    received: (payload) => sink.received(payload),
    alive: () => sink.alive(),
    refused: (failure) => sink.refused?.(failure),
    lost: (failure) => sink.lost(failure),
  };
}
