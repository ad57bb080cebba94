import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { Database, sqlState } from '../../demo/server/database/database.js';
import { actAs } from '../../demo/server/database/identity.js';
import { prepareProject } from '../../demo/server/database/migrate.js';
import { projectPath } from '../../demo/server/project-files.js';
import { prepareAuth } from '../../demo/server/supabase-rest.js';
import { emptyCluster, migratedCluster } from '../support/empty-cluster.js';
import type { Acting, Outcome } from './acting.js';

export const migrationsFolder = projectPath('demo', 'supabase', 'migrations');

/** The names of the migrations, in their order. */
export async function migrationNames(): Promise<readonly string[]> {
  return (await readdir(migrationsFolder)).filter((name) => name.endsWith('.sql')).sort();
}

export interface PgliteKit extends Acting {
  /** Runs migrations that have not run. */
  migrate(names: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** What PGlite answers, beyond what the demo's server asks of every database. */
interface Results {
  readonly rows: Record<string, unknown>[];
  readonly affectedRows?: number;
}

/** PGlite as the demo prepares it, before the first migration. */
export async function openPglite(): Promise<PgliteKit> {
  const database = await Database.open({ emptyCluster: await emptyCluster() });
  await prepareProject(database);
  const jwtSecret = randomBytes(32).toString('hex');
  await prepareAuth(database, {
    jwtSecret,
    publishableKey: 'sb_publishable_test',
    boardCapability: '',
    passwordSecret: '',
    messageSecret: '',
  });
  return actingIn(database);
}

/** The kit after all of its migrations, without a row. */
export async function openKit(): Promise<PgliteKit> {
  return actingIn(await Database.open({ emptyCluster: await migratedCluster() }));
}

function actingIn(database: Database): PgliteKit {
  const own: Acting['own'] = (sql) =>
    database.exclusively(async (postgres) => {
      const results = (await postgres.exec(sql)) as readonly Results[];
      return results.at(-1)?.rows ?? [];
    });

  return {
    own,
    as: (claims, ...statements) =>
      database.exclusively(async (postgres) => {
        await postgres.query('begin');
        try {
          await actAs(postgres, claims);
          let outcome: Outcome = { rows: [], changed: 0 };
          for (const sql of statements) {
            const { rows, affectedRows }: Results = await postgres.query<Record<string, unknown>>(sql);
            outcome = { rows, changed: affectedRows ?? 0 };
          }
          return outcome;
        } catch (error) {
          return { refused: sqlState(error) ?? 'none', message: String(error) };
        } finally {
          await postgres.query('rollback');
        }
      }),
    async migrate(names) {
      for (const name of names) await own(await readFile(`${migrationsFolder}/${name}`, 'utf8'));
    },
    close: () => database.close(),
  };
}
