/** Counts the sockets that use one token: a link that was passed round must not hold the server. */
export class TokenSeats {
  readonly #maximum: number;
  readonly #sockets = new Map<string, Set<object>>();

  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  /** Whether the socket may use the token: it does already, or there is a seat left. */
  take(token: string, socket: object): boolean {
    const sockets = this.#sockets.get(token) ?? new Set();
    if (!sockets.has(socket) && sockets.size >= this.#maximum) return false;
    this.#sockets.set(token, sockets.add(socket));
    return true;
  }

  leave(token: string, socket: object): void {
    const sockets = this.#sockets.get(token);
    sockets?.delete(socket);
    if (sockets?.size === 0) this.#sockets.delete(token);
  }

  /** Seats the socket whatever the number: a renewed token is the same guest. */
  keep(token: string, socket: object): void {
    this.#sockets.set(token, (this.#sockets.get(token) ?? new Set()).add(socket));
  }
}
