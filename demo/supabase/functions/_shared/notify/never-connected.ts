/** Node names the failure of a connection by a code, Deno in the message of the cause. */
const connectionCodes = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

/**
 * Whether `fetch` failed before there was a connection, so that nothing was sent. False where that is not sure. The
 * error's message may hold an address: it is not for logs.
 */
export function neverConnected(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined;
  const code = cause && 'code' in cause ? cause.code : undefined;
  return connectionCodes.some((known) => known === code) || /client error \(Connect\)/.test(cause?.message ?? '');
}
