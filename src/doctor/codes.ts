/** `wrong`: guests will see less than they should, or strangers more. `advice`: it works, and could be better. */
export type Level = 'wrong' | 'advice' | 'right';

/** Every code of a finding. They are stable: scripts may look for them. DOCTOR.md explains each; a test compares the two. */
export const levels = {
  // The set-up
  'option-refused': 'wrong',
  'attribute-unknown': 'wrong',
  'mixed-content': 'wrong',
  'secret-key': 'wrong',
  'token-in-url': 'advice',

  // Whether it answers
  'host-unknown': 'wrong',
  'connection-refused': 'wrong',
  certificate: 'wrong',
  'no-answer': 'wrong',
  'connection-broken': 'wrong',
  slow: 'advice',

  // What it answers
  'access-denied': 'wrong',
  'order-not-found': 'wrong',
  overloaded: 'wrong',
  'rate-limited': 'wrong',
  'retry-after-missing': 'advice',
  'server-error': 'wrong',
  'http-status': 'wrong',
  'page-instead-of-data': 'wrong',
  'not-json': 'wrong',
  'too-large': 'wrong',
  'content-type': 'advice',
  'redirect-to-other-origin': 'wrong',
  redirect: 'advice',
  'redirect-endless': 'wrong',

  // Whether a page may read it
  'cors-origin': 'wrong',
  'cors-preflight': 'wrong',
  'cors-credentials': 'wrong',
  'cors-other-pages': 'advice',
  'cors-on-refusals': 'advice',
  'cors-expose': 'advice',

  // Whether it is fresh
  cacheable: 'wrong',
  'from-cache': 'wrong',
  'cache-control-missing': 'advice',
  'etag-missing': 'advice',
  'etag-changes': 'advice',
  'etag-ignored': 'advice',
  'etag-constant': 'wrong',
  'etag-any': 'wrong',
  'server-clock': 'advice',

  // The order in it
  'order-unreadable': 'wrong',
  'other-order': 'wrong',
  'status-missing': 'wrong',
  'status-unknown': 'wrong',
  'time-without-zone': 'wrong',
  'time-ahead': 'wrong',
  'value-unusable': 'wrong',
  'value-ignored': 'advice',
  'version-unusable': 'wrong',
  'version-missing': 'advice',
  'version-falls': 'wrong',
  'version-per-answer': 'wrong',
  'status-flips': 'wrong',
  'items-unreadable': 'wrong',

  // Strangers
  'unknown-order-answered': 'wrong',
  'unknown-order-refusal': 'wrong',
  'refusal-vague': 'advice',
  'other-order-readable': 'wrong',
  'other-order-told-apart': 'advice',
  'token-not-needed': 'wrong',
  'token-not-checked': 'wrong',
  'refusal-code': 'wrong',
  'id-guessable': 'advice',
  'strangers-read-all': 'wrong',

  // Tokens
  'token-refused': 'wrong',
  'token-endpoint': 'wrong',
  'token-for-anyone': 'wrong',
  'token-life-unknown': 'advice',
  'token-life-short': 'advice',
  'token-life-long': 'advice',

  // WebSockets, streams and Realtime
  'upgrade-refused': 'wrong',
  'origin-refused': 'wrong',
  subprotocol: 'wrong',
  'other-protocol': 'wrong',
  'closed-early': 'wrong',
  'subscription-refused': 'wrong',
  'not-confirmed': 'wrong',
  'confirm-missing': 'advice',
  'heartbeat-missing': 'advice',
  'snapshot-unanswered': 'wrong',
  'snapshot-unmarked': 'wrong',
  'snapshot-old': 'wrong',
  'ping-unanswered': 'wrong',
  'second-connection': 'wrong',
  'second-subscription': 'wrong',
  'error-answer': 'wrong',
  'unknown-message': 'wrong',
  'frame-too-large': 'wrong',
  'frame-unreadable': 'wrong',
  'frames-too-many': 'wrong',
  'cold-join': 'wrong',
  'stream-type': 'wrong',
  'stream-held-back': 'wrong',
  'stream-ends': 'wrong',
  'stream-silent': 'advice',
  'event-unreadable': 'wrong',
  'event-id-missing': 'advice',
  'event-id-refused': 'wrong',
  table: 'wrong',
  'row-hidden': 'wrong',
  'private-channel': 'advice',
  'private-silent': 'advice',
  'changes-silent': 'wrong',
  'nothing-changed': 'advice',
  'polls-only': 'advice',

  // All of it together
  'not-followed': 'wrong',

  // What is right
  answers: 'right',
  'cors-allowed': 'right',
  'order-read': 'right',
  'versions-rise': 'right',
  'etag-honoured': 'right',
  'strangers-refused': 'right',
  'other-order-refused': 'right',
  'token-given': 'right',
  subscribed: 'right',
  'changes-arrive': 'right',
  'ping-answered': 'right',
  'snapshot-answered': 'right',
  'stream-open': 'right',
  followed: 'right',
} as const satisfies Readonly<Record<string, Level>>;

export type Code = keyof typeof levels;
