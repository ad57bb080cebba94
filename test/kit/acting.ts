import type { Claims } from '../../demo/server/database/identity.js';

/** What the last of some statements did: its rows and how many it changed, or the SQLSTATE with which PostgreSQL refused it. */
export type Outcome =
  | {
      readonly rows: readonly Readonly<Record<string, unknown>>[];
      readonly changed: number;
      readonly refused?: undefined;
    }
  | { readonly refused: string; readonly message: string };

/** A database with the kit in it: PGlite as in the demo, or PostgreSQL as on a hosted project. */
export interface Acting {
  /** Runs statements in one transaction with the role and claims of a token, and takes everything back. */
  as(claims: Claims, ...statements: readonly string[]): Promise<Outcome>;
  /** Runs statements as the project's owner, and keeps what they did. */
  own(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
}
