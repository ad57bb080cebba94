import { isRecord } from '../json.js';
import { connectLater } from '../lazy-transport.js';
import type { ConnectRequest, Failure, LiveConnection, OrderTransport, TransportSink } from '../transport.js';
import type { ChannelMode, ChannelSink } from './channel.js';

/** What is kept of a choice for the tab; a subset of `Storage`. It may throw, as browsers do. */
export interface ChoiceStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

type Connect = (mode: ChannelMode, apart: boolean, request: ConnectRequest, sink: ChannelSink) => LiveConnection;

/** How long a joined channel must have stayed unconfirmed for that to tell something, ms: a real server asks its database
 * every half second. */
const longEnough = 10_000;

/** Refusals that only say that something failed, "Realtime is restarting", tell nothing until so many came in a row. */
const vagueRefusals = 3;

/** What this page has found out, by URL and table: the mode, or a trial that is still going on. */
const found = new Map<string, ChannelMode | Promise<unknown>>();

/**
 * The mode `auto`: tries the private channel once a page load, and takes `changes` where that is refused, stays
 * unconfirmed, or does not bring what a read brings.
 */
export class ChannelChoice {
  readonly #key: string;
  readonly #storage: ChoiceStorage | undefined;
  readonly #connect: Connect;
  readonly #now: () => number;
  readonly #watches = new Set<DeliveryWatch>();
  /** How many vague refusals came in a row. */
  #vague = 0;
  /** How many channels in a row ended without having brought what a read brought. */
  #failed = 0;

  /** @param now milliseconds that never run backwards */
  constructor(key: string, storage: ChoiceStorage | undefined, connect: Connect, now: () => number) {
    this.#key = `order-status-tracker:channel:${key}`;
    this.#storage = storage;
    this.#connect = connect;
    this.#now = now;
  }

  connect(request: ConnectRequest, sink: TransportSink): LiveConnection {
    const mode = found.get(this.#key) ?? this.#remembered();
    if (mode === undefined) return this.#try(request, sink);
    if (mode === 'changes') return this.#connect(mode, false, request, sink);
    if (mode === 'broadcast') return this.#watched(false, request, sink);
    // Refusals freeze a socket for 5 s each, so the others wait for the one trial.
    const self: OrderTransport = { name: 'supabase', connect: (...known) => this.connect(...known) };
    return connectLater(
      mode.then(() => self),
      request,
      sink,
    );
  }

  /** Follows what a read brings. To be called when it starts; what it returns, when the answer is there. */
  observeRead(orderId: string): (answer: unknown) => void {
    const watches = [...this.#watches].filter((watch) => watch.orderId === orderId && watch.confirmed);
    return (answer) => {
      for (const watch of watches) watch.compare(versionOf(answer));
    };
  }

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
    const now = this.#now;
    let joinedAt: number | undefined;
    let refusal: Failure | undefined;
    let fresh = request.token;
    let connection = this.#watched(true, request, {
      ...forward(sink),
      opened() {
        joinedAt = now();
        sink.opened();
      },
      confirmed: () => {
        this.#vague = 0;
        conclude('broadcast');
        sink.confirmed();
      },
      refused(loss) {
        refusal = loss;
      },
      lost: (loss) => {
        if (refusal && this.#isTelling(refusal)) {
          this.#settleForChanges();
          settle();
          connection = this.#connect('changes', false, { ...request, token: fresh }, sink);
        } else {
          conclude();
          sink.lost(loss);
        }
      },
    });
    return {
      probe: () => connection.probe(),
      renewToken(token) {
        fresh = token;
        connection.renewToken(token);
      },
      close() {
        // Somebody who leaves early, or comes back another way, has learnt nothing.
        const isTelling = joinedAt !== undefined && now() - joinedAt >= longEnough;
        conclude(isTelling ? 'changes' : undefined);
        connection.close();
      },
    };
  }

  /** A private channel whose deliveries are compared with what reads bring. */
  #watched(apart: boolean, request: ConnectRequest, sink: ChannelSink): LiveConnection {
    const watch = new DeliveryWatch(request.orderId, () => {
      this.#settleForChanges();
      connection.close();
      this.#forget(watch);
      sink.lost({ kind: 'server-closing', reason: 'The private channel does not bring the changes that reads show.' });
    });
    this.#watches.add(watch);
    const connection = this.#connect('broadcast', apart, request, {
      ...forward(sink),
      confirmed() {
        watch.confirmed = true;
        sink.confirmed();
      },
      received: (payload) => {
        this.#failed = 0;
        watch.deliver(versionOf(payload));
        sink.received(payload);
      },
      lost: (loss) => {
        this.#forget(watch);
        sink.lost(loss);
      },
    });
    return {
      probe: () => connection.probe(),
      renewToken: (token) => connection.renewToken(token),
      close: () => {
        this.#forget(watch);
        connection.close();
      },
    };
  }

  /** The tracker leaves a channel that left something out: what the next one would show is shown by two of them. */
  #forget(watch: DeliveryWatch) {
    if (!this.#watches.delete(watch) || !watch.isMissing) return;
    this.#failed += 1;
    if (this.#failed >= 2) this.#settleForChanges();
  }

  /** Whether it shows that there are no private channels here, and not only that they are in trouble. */
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
      // The page's own memory does.
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

/**
 * Whether a private channel delivers. A version that a read brings may still be on its way, so it is held against the
 * channel only when the next read comes and it has still not arrived.
 */
class DeliveryWatch {
  readonly orderId: string;
  confirmed = false;
  readonly #fail: () => void;
  #newest: number | undefined;
  #missing: number | undefined;

  constructor(orderId: string, fail: () => void) {
    this.orderId = orderId;
    this.#fail = fail;
  }

  /** Whether a read brought what the channel has not brought. */
  get isMissing(): boolean {
    return this.#missing !== undefined && this.#missing > (this.#newest ?? 0);
  }

  deliver(version: number | undefined) {
    if (version !== undefined) this.#newest = Math.max(version, this.#newest ?? version);
  }

  compare(version: number | undefined) {
    if (version === undefined) return;
    if (this.#newest === undefined) this.#newest = version;
    else if (this.isMissing) this.#fail();
    else this.#missing = version > this.#newest ? version : undefined;
  }
}

function versionOf(payload: unknown): number | undefined {
  const version = isRecord(payload) ? payload.version : undefined;
  return typeof version === 'number' ? version : undefined;
}

function forward(sink: ChannelSink): ChannelSink {
  return {
    opened: () => sink.opened(),
    confirmed: () => sink.confirmed(),
    received: (payload) => sink.received(payload),
    alive: () => sink.alive(),
    refused: (loss) => sink.refused?.(loss),
    lost: (loss) => sink.lost(loss),
  };
}
