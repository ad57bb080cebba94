import type { Database } from '../database/database.js';
import { type Claims, isApiRole } from '../database/identity.js';

/** Whether PostgreSQL's policies let the token receive a private topic. */
export async function mayListen(database: Database, claims: Claims, topic: string): Promise<boolean> {
  if (!isApiRole(claims.role)) return false;
  const { rows } = await database.exclusively((postgres) =>
    postgres.query<{ may: boolean }>('select realtime.may_listen($1, $2) as may', [JSON.stringify(claims), topic]),
  );
  return rows[0]?.may ?? false;
}
