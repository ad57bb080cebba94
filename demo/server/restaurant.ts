import type { Database } from './database/database.js';

/** The restaurant of demo/supabase/seed.sql, which this server works for. */
export const demoRestaurantId = '5a1e0000-7ab1-4e00-8000-000000000001';

/** Gives the restaurant its own name in place of the demo's. */
export async function nameRestaurant(database: Database, name: string): Promise<void> {
  await database.transaction((query) =>
    query.query('update public.restaurants set name = $2 where id = $1 and name <> $2', [demoRestaurantId, name]),
  );
}
