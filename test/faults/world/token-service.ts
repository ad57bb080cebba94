/** The answers of the token endpoint. */
export type TokenAnswer = 'good' | 'expired' | 'other-order' | 'html' | 'never' | number;

/** Issues and checks tokens, in true time. The device's clock has no effect. */
export class TokenService {
  isWanted = false;
  answer: TokenAnswer = 'good';
  /** The lifetime of issued tokens, ms. */
  lifetime = 900_000;
  /** Tokens that were issued before this time are not valid. */
  revokedBefore = -1;
  /** The issued tokens. */
  readonly #tokens = new Map<string, { orderId: string; issuedAt: number; expiresAt: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  issue(orderId: string): string {
    const issuedAt = this.#now() + (this.answer === 'expired' ? -2 * this.lifetime : 0);
    const claims = { iat: Math.floor(issuedAt / 1000), exp: Math.floor(issuedAt / 1000) + this.lifetime / 1000 };
    const serial = this.#tokens.size + 1;
    const token = `test.${btoa(JSON.stringify({ ...claims, serial }))}.token`;
    const owner = this.answer === 'other-order' ? `not ${orderId}` : orderId;
    this.#tokens.set(token, { orderId: owner, issuedAt, expiresAt: issuedAt + this.lifetime });
    return token;
  }

  /** The close code for an invalid token; `undefined` if the token is valid. */
  check(token: string | undefined, orderId: string): number | undefined {
    if (!this.isWanted) return undefined;
    const known = token === undefined ? undefined : this.#tokens.get(token);
    if (!known || known.expiresAt <= this.#now()) return 4401;
    return known.orderId !== orderId || known.issuedAt < this.revokedBefore ? 4403 : undefined;
  }

  /** The time until the token expires, ms; `undefined` if no tokens are required. */
  timeLeft(token: string | undefined): number | undefined {
    const known = token === undefined ? undefined : this.#tokens.get(token);
    return this.isWanted && known ? known.expiresAt - this.#now() : undefined;
  }

  heal(): void {
    this.answer = 'good';
    this.revokedBefore = -1;
  }
}
