import { inspect } from 'node:util';
import type { Query } from './engine.js';

/** The claims of a verified JWT. */
export type Claims = Readonly<Record<string, unknown>>;

/** The roles that a token may name. On a hosted project PostgREST's `authenticator` is a member of these. */
const apiRoles: ReadonlySet<string> = new Set(['anon', 'authenticated', 'service_role', 'tracker', 'viewer']);

/**
 * A statement that PostgreSQL refused, or would refuse. `code` is the SQLSTATE. Statement and parameters are no part of
 * it, and when it is printed, neither is the message: it may quote what a client sent.
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }

  [inspect.custom](): string {
    return `${this.name} ${this.code}`;
  }
}

/** The database cannot be reached or has failed: the same request may work later. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';

  constructor() {
    super('The database is not available.');
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
export async function actAs(transaction: Query, claims: Claims): Promise<void> {
  if (!isApiRole(claims.role)) throw new DatabaseError('42704', `role "${claims.role}" does not exist`);
  await transaction.query('select demo.act_as($1)', [JSON.stringify(claims)]);
}
