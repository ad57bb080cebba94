import { type Database, sqlState } from '../database/database.js';
import { actAs, type Claims, isApiRole } from '../database/identity.js';

/** Whether PostgreSQL's policies let the token receive a private topic. */
export async function mayListen(database: Database, claims: Claims, topic: string): Promise<boolean> {
  if (!isApiRole(claims.role)) return false;
  const { rows } = await database.exclusively((postgres) =>
    postgres.query<{ may: boolean }>('select realtime.may_listen($1, $2) as may', [JSON.stringify(claims), topic]),
  );
  return rows[0]?.may ?? false;
}

/** What clients send on a topic, as the policies on `realtime.messages` name it. */
export type Extension = 'broadcast' | 'presence';

/** Ends the transaction without keeping what it wrote. */
class RolledBack extends Error {}

/** Whether PostgreSQL's policies let the token send to a private topic: it writes a message as the token's role. */
export async function maySend(
  database: Database,
  claims: Claims,
  topic: string,
  extension: Extension,
): Promise<boolean> {
  if (!isApiRole(claims.role)) return false;
  try {
    await database.transaction(async (query) => {
      await query.query(`select set_config('realtime.topic', $1, true)`, [topic]);
      await actAs(query, claims);
      await query.query('insert into realtime.messages (topic, extension, private) values ($1, $2, true)', [
        topic,
        extension,
      ]);
      throw new RolledBack();
    });
  } catch (error) {
    if (error instanceof RolledBack) return true;
    if (sqlState(error) === insufficientPrivilege) return false;
    throw error;
  }
  return false;
}

const insufficientPrivilege = '42501';
