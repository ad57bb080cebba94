/** The English strings that a card and a board have in common. */
export const commonStrings = {
  preparing: 'Preparing',
  ready: 'Ready',
  live: 'Live',
  connecting: 'Connecting…',
  updating: 'Updating…',
  polling: 'Checking for updates',
  stale: 'Last updated {time}',
  unreachable: 'No connection',
  offline: 'Offline',
  expired: 'Link expired',
  offline_title: 'You are offline',
  day_time: '{day}, {time}',
  error_unreachable: 'We can’t reach the restaurant right now',
} as const;
