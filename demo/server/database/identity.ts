import type { PGlite, Transaction } from '@electric-sql/pglite';

/** What a verified JWT says about its bearer. */
export type Claims = Readonly<Record<string, unknown>>;

/** The roles that a token may name: those that PostgREST's `authenticator` is a member of on a hosted project. */
const apiRoles: ReadonlySet<string> = new Set(['anon', 'authenticated', 'service_role', 'tracker']);

/** PostgreSQL refused a statement, or would have; `code` is the SQLSTATE. */
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
 * Makes the rest of the open transaction run as the bearer of a token: its role, with its claims where row level
 * security looks for them. The same for REST, Realtime and our own endpoints, so that PostgreSQL decides for all.
 */
export async function actAs(transaction: Pick<PGlite | Transaction, 'query'>, claims: Claims): Promise<void> {
  if (!isApiRole(claims.role)) throw new DatabaseError('42704', `role "${claims.role}" does not exist`);
  await transaction.query('select demo.act_as($1)', [JSON.stringify(claims)]);
}
