/** Counts the sockets that use one token, so that a link which many people share cannot take all connections. */
export class TokenConnections {
  readonly #maximum: number;
  readonly #sockets = new Map<string, Set<object>>();

  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  /** Adds a socket to the token. Returns false if the token has its maximum of other sockets already. */
  add(token: string, socket: object): boolean {
    const sockets = this.#sockets.get(token) ?? new Set();
    if (!sockets.has(socket) && sockets.size >= this.#maximum) return false;
    this.#sockets.set(token, sockets.add(socket));
    return true;
  }

  remove(token: string, socket: object): void {
    const sockets = this.#sockets.get(token);
    sockets?.delete(socket);
    if (sockets?.size === 0) this.#sockets.delete(token);
  }

  /** Adds a socket to its renewed token without a limit: the socket belongs to the same guest as before. */
  addRenewed(token: string, socket: object): void {
    this.#sockets.set(token, (this.#sockets.get(token) ?? new Set()).add(socket));
  }
}
