import type { StaffServices } from './auth/staff.js';
import { createStretchPassword } from './auth/stretch-password.js';
import type { Database } from './database/database.js';
import { migrate, prepareProject, readSecrets } from './database/migrate.js';
import { demoRestaurantId, leaveDemo } from './restaurant.js';
import { prepareAuth } from './supabase-rest.js';
import { createTokens, hashCapability } from './tokens.js';

/** The steps of a first start, in their order. */
export type StartStep = 'opened' | 'project' | 'secrets' | 'auth' | 'migrations' | 'board';

/**
 * Brings a new or older database up to date. Every step is safe to repeat, so a start that was interrupted anywhere is
 * completed by the next one. `reached` is called after each step.
 *
 * @param isDemo whether visitors may know the secrets of the database; otherwise those that they knew are replaced
 */
export async function prepareDatabase(
  database: Database,
  now: () => number,
  isDemo: boolean,
  reached: (step: StartStep) => void = () => undefined,
): Promise<StaffServices> {
  reached('opened');
  await prepareProject(database);
  reached('project');
  const first = await readSecrets(database);
  reached('secrets');
  await prepareAuth(database, first);
  reached('auth');
  await migrate(database);
  reached('migrations');
  if (!isDemo) await leaveDemo(database);
  const secrets = await readSecrets(database);
  await addBoardLink(database, secrets.boardCapability);
  reached('board');
  return {
    database,
    secrets,
    tokens: createTokens(secrets.jwtSecret, now),
    stretch: createStretchPassword(secrets.passwordSecret),
  };
}

/** Adds the link of a wall screen. A restaurant's own server does this once for each screen. */
async function addBoardLink(database: Database, capability: string): Promise<void> {
  await database.as({ role: 'service_role' }, (query) =>
    query.query('select public.add_board_link($1, $2)', [demoRestaurantId, hashCapability(capability)]),
  );
}
