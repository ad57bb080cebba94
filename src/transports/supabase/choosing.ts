import type { ChannelSink } from './channel.js';

/** How many changes in a row private channels have to miss before they are given up. */
export const missedChanges = 2;

/** A sink that passes on what it hears; who chooses a channel replaces what it listens to itself. */
export function forward(sink: ChannelSink): ChannelSink {
  return {
    opened: () => sink.opened(),
    confirmed: () => sink.confirmed(),
    received: (payload) => sink.received(payload),
    alive: () => sink.alive(),
    refused: (failure) => sink.refused?.(failure),
    lost: (failure) => sink.lost(failure),
  };
}
