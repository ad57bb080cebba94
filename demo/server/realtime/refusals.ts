import type { TokenFault } from '../tokens.js';

/** A refused join or token. The messages are the real server's texts. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** The code in front of the message in the answer to a join. */
  readonly code: string | undefined;
  /** Whether the whole socket is closed, and not only this join refused. */
  readonly endsSocket: boolean;

  constructor(code: string | undefined, message: string, endsSocket = false) {
    super(message);
    this.code = code;
    this.endsSocket = endsSocket;
  }

  /** The reason in `phx_reply`. */
  get reason(): string {
    return this.code === undefined ? this.message : `${this.code}: ${this.message}`;
  }

  static ofToken(fault: TokenFault): Refusal {
    switch (fault.kind) {
      case 'malformed':
        return new Refusal('MalformedJWT', 'The token provided is not a valid JWT');
      case 'signature':
        return new Refusal('JwtSignatureError', 'Failed to validate JWT signature');
      case 'incomplete':
        return new Refusal('InvalidJWTToken', 'Fields `role` and `exp` are required in JWT');
      case 'expired':
        return new Refusal('InvalidJWTToken', `Token has expired ${fault.secondsAgo} seconds ago`);
      case 'unusable':
        return new Refusal(undefined, 'Unknown Error on Channel');
    }
  }

  /** A join that failed for another reason than a refusal: the database is away, or cannot read what was asked. */
  static ofError(error: unknown, isOutage: boolean): Refusal {
    if (error instanceof Refusal) return error;
    return isOutage
      ? new Refusal('IncreaseConnectionPool', 'Please increase your connection pool size')
      : new Refusal(undefined, 'Unknown Error on Channel');
  }

  /** A renewed token could not be checked. */
  static ofDatabase(): Refusal {
    return new Refusal(undefined, 'Realtime was unable to connect to the project database');
  }

  static ofTopic(topic: string): Refusal {
    return new Refusal('Unauthorized', `You do not have permissions to read from this Channel topic: ${topic}`);
  }
}

/** The error text for a refused handshake. It has no code and no number of seconds. */
export function handshakeError(fault: TokenFault): string {
  return fault.kind === 'expired' ? 'Token has expired' : Refusal.ofToken(fault).message;
}
