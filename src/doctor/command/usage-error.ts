/** The command was not given as it has to be. The message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
