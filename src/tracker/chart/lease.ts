/**
 * How long a connection counts as live after the last byte from the server, ms: a heartbeat after 15 s of silence
 * plus 5 s for its answer.
 */
export const leaseLength = 20_000;

/** Whether a byte that came at `lastByteAt` still proves at `now` that the connection is alive. */
export function isLeaseValid(lastByteAt: number | undefined, now: number): boolean {
  return lastByteAt !== undefined && now - lastByteAt < leaseLength;
}
