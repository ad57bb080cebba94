import type { TokenFault } from '../tokens.js';

/** Why a join or a token is refused, in the real server's words. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** In front of the text in a join's answer. */
  readonly code: string | undefined;

  constructor(code: string | undefined, message: string) {
    super(message);
    this.code = code;
  }

  /** As `phx_reply` says it. */
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

  static ofTopic(topic: string): Refusal {
    return new Refusal('Unauthorized', `You do not have permissions to read from this Channel topic: ${topic}`);
  }
}

/** The same for the handshake, where there is no code and no count of seconds. */
export function handshakeError(fault: TokenFault): string {
  return fault.kind === 'expired' ? 'Token has expired' : Refusal.ofToken(fault).message;
}
