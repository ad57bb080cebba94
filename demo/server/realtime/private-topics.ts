import type { Database } from '../database/database.js';
import { actAs, type Claims } from '../database/identity.js';

/**
 * Whether row level security on `realtime.messages` lets the bearer hear a private topic. Asked as the real server asks:
 * a message of that topic is written, looked for in the bearer's role, and rolled back.
 */
export function mayListen(database: Database, claims: Claims, topic: string): Promise<boolean> {
  return database.exclusively((postgres) =>
    postgres.transaction(async (transaction) => {
      const { rows: written } = await transaction.query<{ id: string }>(
        `insert into realtime.messages (topic, extension) values ($1, 'broadcast') returning id`,
        [topic],
      );
      await transaction.query(`select set_config('realtime.topic', $1, true)`, [topic]);
      await actAs(transaction, claims);
      const { rows: seen } = await transaction.query('select from realtime.messages where id = $1', [written[0]?.id]);
      await transaction.rollback();
      return seen.length > 0;
    }),
  );
}
