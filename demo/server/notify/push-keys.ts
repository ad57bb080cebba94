import { makeVapidKeys } from '../../supabase/functions/_shared/notify/web-push.js';
import type { Database } from '../database/database.js';

/** The push keys that a demo makes at its first start, as settings. They stay with its database: subscriptions need them. */
export async function pushKeysOf(database: Pick<Database, 'transaction'>): Promise<Readonly<Record<string, string>>> {
  const { publicKey, privateKey } = await makeVapidKeys();
  const made = JSON.stringify({
    NOTIFY_PUSH_PUBLIC_KEY: publicKey,
    NOTIFY_PUSH_PRIVATE_KEY: privateKey,
    NOTIFY_PUSH_SUBJECT: 'mailto:demo@example.com',
  });
  return database.transaction(async (query) => {
    await query.query(`insert into demo.settings values ('push_keys', $1) on conflict do nothing`, [made]);
    const { rows } = await query.query<{ value: string }>(`select value from demo.settings where name = 'push_keys'`);
    return JSON.parse(rows[0]?.value ?? made) as Readonly<Record<string, string>>;
  });
}
