/** Something for whoever runs the relay. It holds no values of guests. */
export type RelayNews =
  | { readonly kind: 'unmapped'; readonly provider: string; readonly word: string }
  | { readonly kind: 'unknown-location'; readonly provider: string; readonly location: string }
  | {
      readonly kind: 'store-failed' | 'store-refused' | 'not-read' | 'read-back-failed' | 'keys-not-read';
      readonly provider: string;
      readonly reason: string;
    };

/** What went wrong, as one line. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}

/** Writes news as one line of the log. */
export function logNews({ kind, provider, ...more }: RelayNews): void {
  console.warn(`relay: ${kind} ${provider} ${JSON.stringify(more)}`);
}
