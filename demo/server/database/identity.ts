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

/**
 * Makes the rest of the open transaction run as the bearer of a token: its role, with its claims where row level
 * security looks for them. The same for REST, Realtime and our own endpoints, so that PostgreSQL decides for all.
 */
export async function actAs(transaction: Pick<PGlite | Transaction, 'query'>, claims: Claims): Promise<void> {
  const role = String(claims.role ?? 'anon');
  if (!apiRoles.has(role)) throw new DatabaseError('42704', `role "${role}" does not exist`);
  await transaction.query(
    `select set_config('role', $1, true),
            set_config('request.jwt.claims', $2, true),
            set_config('request.jwt.claim.sub', $3, true),
            set_config('request.jwt.claim.role', $1, true)`,
    [role, JSON.stringify(claims), String(claims.sub ?? '')],
  );
}
