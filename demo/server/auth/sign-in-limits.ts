import { type Rate, RateLimit } from '../../supabase/functions/_shared/rate-limit.js';

export interface SignInLimits {
  /** Attempts to sign in from one address, with the right password or not. */
  readonly signInsPerAddress: Rate;
  /** Wrong passwords for one account from one address. */
  readonly signInsPerAccountAndAddress: Rate;
  /**
   * Wrong passwords for one account, from all addresses that have not signed in to it before. One address alone cannot
   * use them up, so that it cannot lock the account's owner out.
   */
  readonly signInsPerAccount: Rate;
  /** A refusal takes at least this long, in milliseconds, so that its time says nothing of the account. */
  readonly signInRefusalDelay: number;
}

/** The most accounts for which addresses are remembered. */
const mostAccounts = 1000;
const mostAddresses = 20;

/** Limits guesses. Whoever guesses at an account from elsewhere does not lock out its owner. */
export class SignInGuard {
  readonly #perAddress: RateLimit;
  readonly #perAccountAndAddress: RateLimit;
  readonly #perAccount: RateLimit;
  readonly #knownAddresses = new Map<string, Set<string>>();

  constructor(limits: SignInLimits, now: () => number) {
    this.#perAddress = new RateLimit(limits.signInsPerAddress, now);
    this.#perAccountAndAddress = new RateLimit(limits.signInsPerAccountAndAddress, now);
    this.#perAccount = new RateLimit(limits.signInsPerAccount, now);
  }

  /** Counts an attempt, before any work is done for it. Returns the seconds to wait if there were too many. */
  attempt(email: string, address: string): { readonly retryAfter: number } | undefined {
    // What the limits of one address refuse is not counted for the account.
    const limited = this.#perAddress.take(address) ?? this.#perAccountAndAddress.take(keyOf(email, address));
    const isKnown = this.#knownAddresses.get(email)?.has(address) ?? false;
    return limited ?? (isKnown ? undefined : this.#perAccount.take(email));
  }

  /** Remembers the address. The attempt was no guess: all tablets of a restaurant sign in from one address. */
  succeeded(email: string, address: string): void {
    const known = this.#knownAddresses.get(email) ?? new Set();
    this.#perAccountAndAddress.giveBack(keyOf(email, address));
    if (!known.has(address)) this.#perAccount.giveBack(email);
    this.#knownAddresses.delete(email);
    this.#knownAddresses.set(email, limited(known, mostAddresses - 1).add(address));
    if (this.#knownAddresses.size > mostAccounts) dropOldest(this.#knownAddresses);
  }
}

function keyOf(email: string, address: string): string {
  return `${email} ${address}`;
}

function limited(known: Set<string>, most: number): Set<string> {
  while (known.size > most) dropOldest(known);
  return known;
}

function dropOldest(kept: Set<string> | Map<string, unknown>): void {
  const [oldest] = kept.keys();
  if (oldest !== undefined) kept.delete(oldest);
}
