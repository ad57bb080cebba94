import { sqlState } from '../database/database.js';

/**
 * Whether the database failed, and not the statement: it is away, shuts down, or has no room. The class of PostgreSQL's
 * code says so; an error without such a code comes from the connection (`ECONNREFUSED`).
 */
export function isOutage(error: unknown): boolean {
  const code = sqlState(error) ?? '';
  return !/^[\dA-Z]{5}$/.test(code) || /^(?:08|53|57|58|XX)/.test(code);
}

/** An error for the log. Its message may quote what a client or a guest wrote, so only its name and code are given. */
export function nameOf(error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error;
  const code = sqlState(error);
  return code === undefined ? name : `${name} ${code}`;
}
