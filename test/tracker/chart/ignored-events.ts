import { orderStatuses } from '../../../src/order/status.js';

/**
 * The events that a region ignores on purpose, by the innermost states that ignore them (or a parent of these). For a new
 * state or event, decide: handle it in the chart, or list it here.
 */
export const ignoredEvents: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  access: {
    // A wake only shortens a backoff, or repeats a request from before it.
    'page.woke': ['notNeeded', 'fetching.old', 'held', 'denied', 'finished'],
    'clock.jumped': ['notNeeded', 'fetching.old', 'held', 'backingOff', 'denied', 'finished'],
    // Only a token in hand can be denied. Without tokens, `access.denied` follows.
    'token.denied': ['notNeeded', 'fetching', 'backingOff', 'denied', 'finished'],
    // A token is being fetched already, or none is needed.
    'retry.requested': ['notNeeded', 'fetching', 'backingOff', 'finished'],
  },
  lifecycle: {
    // What is known already is better than what the page knew.
    'page.given': [...orderStatuses],
  },
  live: {
    // These come from a connection, and here there is none, or it is past that step.
    'connection.begun': ['off', 'backingOff', 'gaveUp'],
    'connection.opened': ['off', 'following.confirming', 'following.connected', 'backingOff', 'gaveUp'],
    'connection.confirmed': ['off', 'backingOff', 'gaveUp'],
    'connection.lost': ['off', 'backingOff', 'gaveUp'],
    'connection.alive': [
      'off',
      'following.connecting',
      'following.confirming.fresh',
      'following.connected.snapshot',
      'backingOff',
      'gaveUp',
    ],
    'connection.received': [
      'off',
      'following.connecting',
      'following.confirming.fresh',
      'following.connected.snapshot',
      'backingOff',
      'gaveUp',
    ],
    'snapshot.applied': [
      'off',
      'following.connecting',
      'following.confirming',
      'following.connected.snapshot.applied',
      'following.connected.pulse',
      'backingOff',
      'gaveUp',
    ],
    // Without a connection there is nothing to check. While connecting and confirming, `page.woke` starts the check.
    'page.resumed': ['off', 'backingOff', 'gaveUp'],
    'page.shown': [
      'off',
      'following.connecting',
      'following.confirming',
      'following.connected.snapshot',
      'backingOff',
      'gaveUp',
    ],
    'page.focused': [
      'off',
      'following.connecting',
      'following.confirming',
      'following.connected.snapshot',
      'backingOff',
      'gaveUp',
    ],
    'page.online': [
      'off',
      'following.connecting',
      'following.confirming',
      'following.connected.snapshot',
      'backingOff',
      'gaveUp',
    ],
    'page.offline': [
      'off',
      'following.connecting',
      'following.confirming',
      'following.connected.snapshot',
      'backingOff',
      'gaveUp',
    ],
    'clock.jumped': ['off', 'following.connected.snapshot', 'backingOff', 'gaveUp'],
    'page.woke': ['off', 'following.connected', 'gaveUp'],
    // Here only other regions keep the chart from connecting, or it is following or will retry.
    'retry.requested': ['off', 'following'],
    // Only a connection whose snapshot was applied can miss a change.
    'change.missed': [
      'off',
      'following.connecting',
      'following.confirming',
      'following.connected.snapshot.awaited',
      'following.connected.pulse',
      'backingOff',
      'gaveUp',
    ],
    // A confirmed order only ends a denial of the connection.
    'order.known': ['off', 'following', 'backingOff'],
  },
  reads: {
    // Only pauses are computed again.
    'schedule.changed': ['off', 'reading', 'backingOff'],
    'order.settled': ['off', 'resting', 'due', 'backingOff'],
    // Only a read from before a wake gets a shorter time limit.
    'page.woke': ['off', 'resting', 'due', 'reading.old', 'backingOff'],
    'clock.jumped': ['off', 'resting', 'due', 'reading.old', 'backingOff'],
    // The same holds for a read from before the confirmation.
    'connection.confirmed': ['off', 'resting', 'due', 'reading.old', 'backingOff'],
  },
  recheck: {
    // Only a problem that ended all tries is asked about, and the guest's return is a reason only while it waits.
    'page.woke': ['off', 'asking'],
    'page.focused': ['off', 'asking'],
  },
  visibility: {
    'page.hidden': ['hidden', 'frozen'],
    'page.shown': ['visible'],
    'page.resumed': ['visible', 'hidden'],
    'page.restored': ['visible', 'hidden'],
    'keepAwake.changed': ['visible', 'hidden.released', 'frozen'],
    // Only `watched` is watched.
    'page.slept': ['visible.still', 'hidden', 'frozen'],
  },
  network: { 'page.offline': ['offline'], 'page.online': ['online'] },
};
