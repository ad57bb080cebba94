import { sqlState } from '../database/database.js';

/**
 * Whether the database failed, and not the statement: it is away, shuts down, or has no room. The class of PostgreSQL's
 * code says so; an error without such a code comes from the connection (`ECONNREFUSED`).
 */
export function isOutage(error: unknown): boolean {
  const code = sqlState(error) ?? '';
  return !/^[\dA-Z]{5}$/.test(code) || /^(?:08|53|57|58|XX)/.test(code);
}
