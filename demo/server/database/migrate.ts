import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { projectPath } from '../project-files.js';
import { newCapability } from '../tokens.js';
import type { Database } from './database.js';

/** The secrets that the demo server makes at its first start. They are stored in the database. */
export interface Secrets {
  /** Signs and checks every JWT (HS256). */
  readonly jwtSecret: string;
  /** The key that pages send as `apikey`. It gives the role `anon` only. */
  readonly publishableKey: string;
  /** What the salts of passwords are made from. */
  readonly passwordSecret: string;
  /** The secret in the link of the demo restaurant's own screen. */
  readonly boardCapability: string;
  /** Makes the links in messages to guests, and the names of addresses in the ledger of consents. */
  readonly messageSecret: string;
}

/**
 * Brings an empty or older database up to date: runs the migrations that have not run yet, then the seed. Call
 * `prepareProject` and `prepareAuth` first: the migrations need their tables.
 */
export async function migrate(database: Database): Promise<void> {
  await runMigrations(database);
  const seed = await readFile(projectPath('demo', 'supabase', 'seed.sql'), 'utf8');
  // The demo's kitchen, and guests who choose `changes`, follow the tables.
  const publish = await readFile(projectPath('demo', 'supabase', 'publish-changes.sql'), 'utf8');
  await database.exclusively(async (connection) => {
    await connection.exec(seed);
    await connection.exec(publish);
    await connection.exec('select realtime.watch_published_tables()');
  });
}

/** Runs the migrations that have not run yet. */
export async function runMigrations(database: Database): Promise<void> {
  const folder = projectPath('demo', 'supabase', 'migrations');
  const files = (await readdir(folder)).filter((file) => /^\d{14}_.+\.sql$/.test(file)).sort();
  for (const file of files) await runOnce(database, file, await readFile(`${folder}/${file}`, 'utf8'));
}

/** Creates the roles and schemas that every hosted Supabase project has. */
export async function prepareProject(database: Database): Promise<void> {
  const sql = await readFile(projectPath('demo', 'server', 'hosted-project.sql'), 'utf8');
  await database.exclusively((connection) => connection.exec(sql));
}

async function runOnce(database: Database, file: string, sql: string): Promise<void> {
  await database.exclusively((connection) =>
    connection.transaction(async (transaction) => {
      const { rows } = await transaction.query('select from demo.migrations where name = $1', [file]);
      if (rows.length > 0) return;
      await transaction.exec(sql);
      await transaction.query('insert into demo.migrations (name) values ($1)', [file]);
    }),
  );
}

/** Reads the secrets of this database. The first call makes them. */
export async function readSecrets(database: Database): Promise<Secrets> {
  return {
    jwtSecret: await readOrAddSetting(database, 'jwt_secret', randomBytes(32).toString('base64url')),
    publishableKey: await readOrAddSetting(
      database,
      'publishable_key',
      `sb_publishable_${randomBytes(16).toString('base64url')}`,
    ),
    passwordSecret: await readOrAddSetting(database, 'password_secret', randomBytes(32).toString('base64url')),
    boardCapability: await readOrAddSetting(database, 'board_capability', newCapability()),
    messageSecret: await readOrAddSetting(database, 'message_secret', randomBytes(32).toString('base64url')),
  };
}

function readOrAddSetting(database: Database, name: string, initial: string): Promise<string> {
  return database.transaction(async (query) => {
    await query.query('insert into demo.settings values ($1, $2) on conflict do nothing', [name, initial]);
    const { rows } = await query.query<{ value: string }>('select value from demo.settings where name = $1', [name]);
    return rows[0]?.value ?? initial;
  });
}
