import type { PGlite, Transaction } from '@electric-sql/pglite';

/** The claims of a verified JWT. */
export type Claims = Readonly<Record<string, unknown>>;

/** The roles that a token may name. On a hosted project PostgREST's `authenticator` is a member of these. */
const apiRoles: ReadonlySet<string> = new Set(['anon', 'authenticated', 'service_role', 'tracker', 'viewer']);

/** A statement that PostgreSQL refused, or would refuse. `code` is the SQLSTATE. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Whether a token may name this role. */
export function isApiRole(role: unknown): boolean {
  return typeof role === 'string' && apiRoles.has(role);
}

/**
 * Runs the rest of the open transaction with the role of a token, and puts the token's claims where row level security
 * reads them. REST, Realtime and our own endpoints all use this function, so the same policies apply to all of them.
 */
export async function actAs(transaction: Pick<PGlite | Transaction, 'query'>, claims: Claims): Promise<void> {
  if (!isApiRole(claims.role)) throw new DatabaseError('42704', `role "${claims.role}" does not exist`);
  await transaction.query('select demo.act_as($1)', [JSON.stringify(claims)]);
}
