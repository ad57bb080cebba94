import { connectLater } from '../lazy-transport.js';
import type { ConnectRequest, Failure, LiveConnection, OrderTransport, TransportSink } from '../transport.js';
import { forward, missedChanges } from './choosing.js';
import { asClient } from './client.js';
import { type ClientChannelOptions, joinByClient } from './client-channel.js';
import type { SupabaseClientLike, SupabaseOptions } from './options.js';

export interface ClientOptions extends Omit<ClientChannelOptions, 'mode'> {
  readonly wish: NonNullable<SupabaseOptions['supabaseChannel']>;
}

/** What this page has found out about a table and the client's private channels. */
interface Finding {
  /** Why the table sends no changes: the private channel is joined instead. */
  refusal?: Failure | undefined;
  /** Whether a private channel was confirmed. */
  works?: boolean;
  /** The token whose private channels were refused, or stayed mute. */
  deniedToken?: string | undefined;
  /** Changes in a row that private channels missed. */
  missed: number;
  /** The first private join, until it has shown something. */
  trial?: Promise<void> | undefined;
}

const found = new WeakMap<SupabaseClientLike, Map<string, Finding>>();

/**
 * Follows one order with the page's own client. In the mode `auto` by the table's changes: a private join that is refused
 * would freeze the page's own channels for 5 s. Only where the table's changes are refused as configuration, and the
 * client has a token, the private channel is tried, by one order at a time. Where that is refused too, or misses two
 * changes in a row, the table's refusal is what is told.
 */
export function followByClient(options: ClientOptions, request: ConnectRequest, sink: TransportSink): LiveConnection {
  const { client, table, wish } = options;
  if (wish !== 'auto') return joinByClient({ ...options, mode: wish }, request, sink);
  const byTable = found.get(client) ?? new Map<string, Finding>();
  const finding = byTable.get(table) ?? { missed: 0 };
  found.set(client, byTable.set(table, finding));
  const { trial, refusal } = finding;
  if (trial) {
    const self: OrderTransport = { name: '', connect: (...known) => followByClient(options, ...known) };
    return connectLater(
      trial.then(() => self),
      request,
      sink,
    );
  }
  if (refusal) return joinPrivately(finding, refusal, options, request, sink);
  let isConfirmed = false;
  let connection = joinByClient({ ...options, mode: 'changes' }, request, {
    ...forward(sink),
    confirmed() {
      isConfirmed = true;
      sink.confirmed();
    },
    lost(failure) {
      const token = tokenOf(client);
      if (failure.kind !== 'config' || !token || token === finding.deniedToken) return sink.lost(failure);
      finding.refusal = failure;
      // What was live is so no more: the tracker has to hear of it.
      if (isConfirmed) sink.lost({ ...failure, kind: 'network' });
      else connection = followByClient(options, request, sink);
    },
  });
  return {
    probe: () => connection.probe(),
    renewToken: (token) => connection.renewToken(token),
    close: (fault) => connection.close(fault),
  };
}

/** Joins the private channel, because the table's changes were refused. */
function joinPrivately(
  finding: Finding,
  refusal: Failure,
  options: ClientOptions,
  request: ConnectRequest,
  sink: TransportSink,
): LiveConnection {
  let conclude = () => {};
  if (!finding.works) {
    finding.trial = new Promise((resolve) => {
      conclude = () => {
        finding.trial = undefined;
        resolve();
      };
    });
  }
  let isOpen = false;
  let isEnded = false;
  const giveUp = () => {
    finding.refusal = undefined;
    finding.works = false;
    finding.missed = 0;
    finding.deniedToken = tokenOf(options.client);
  };
  const connection = joinByClient({ ...options, mode: 'broadcast' }, request, {
    ...forward(sink),
    opened() {
      isOpen = true;
      sink.opened();
    },
    confirmed() {
      finding.works = true;
      conclude();
      sink.confirmed();
    },
    received(payload) {
      finding.missed = 0;
      sink.received(payload);
    },
    lost(failure) {
      isEnded = true;
      // Where a private channel has worked, the refusal is about this order alone.
      const isRefused = !finding.works && (failure.kind === 'forbidden' || failure.kind === 'config');
      if (isRefused) giveUp();
      conclude();
      sink.lost(
        isRefused ? { ...refusal, reason: `${refusal.reason} The private channel: ${failure.reason}` } : failure,
      );
    },
  });
  return {
    ...connection,
    close(fault) {
      if (!isEnded && fault) {
        if (fault === 'missed-changes') finding.missed += 1;
        // Where not even the join was answered, the network may be gone.
        if ((fault === 'unconfirmed' && isOpen) || finding.missed >= missedChanges) giveUp();
      }
      isEnded = true;
      conclude();
      connection.close(fault);
    },
  };
}

/** The token that a client has of its own. Without one it sends its key instead. */
function tokenOf(client: SupabaseClientLike): string | undefined {
  const { accessToken, accessTokenValue, apiKey } = asClient(client).realtime ?? {};
  // Versions of realtime-js before 2.11 hold the token itself under this name.
  const token = accessTokenValue ?? accessToken;
  return typeof token === 'string' && token !== apiKey ? token : undefined;
}
