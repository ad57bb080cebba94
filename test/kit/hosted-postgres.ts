import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Options, type Row, type Sql } from 'postgres';
import { projectPath } from '../../demo/server/project-files.js';
import { freePort } from '../support/free-port.js';
import type { Acting, Outcome } from './acting.js';

/** Where PostgreSQL's programs are: Debian's 15, or what `npm run kit` has fetched. */
const programs = process.env.KIT_POSTGRES ?? '/usr/lib/postgresql/15/bin';

/** `PostgreSQL 15`: what the tests run on. */
export const postgresName = `PostgreSQL ${majorVersion()}`;

/** A PostgreSQL of this machine, prepared like the database of a hosted project. */
export interface HostedPostgres extends Acting {
  /** For the Supabase CLI: the role `postgres`, which is no superuser. */
  readonly url: string;
  /** One more connection as `postgres`. */
  connect(): Promise<Sql>;
  close(): Promise<void>;
}

/**
 * A project as they are made today, or one from before 2026, which grants new tables to its API roles by itself.
 *
 * @param more settings of the server, `name=value`
 * @param prepare what the superuser does before anybody else comes
 */
export async function startHostedPostgres(
  made: 'today' | 'before 2026' = 'today',
  more: readonly string[] = [],
  prepare = '',
): Promise<HostedPostgres> {
  const data = mkdtempSync(join(tmpdir(), 'kit-postgres-'));
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  // PostgreSQL does not run as root.
  if (user.uid !== undefined) chownSync(data, user.uid, user.gid);
  chmodSync(data, 0o700);
  const run = { ...user, stdio: 'ignore' } as const;
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-A', 'trust', '-U', 'supabase_admin', '-E', 'UTF8', '--no-sync'],
    run,
  );
  const port = await freePort();
  const settings = ['fsync=off', 'wal_level=logical', 'max_prepared_transactions=0', ...more];
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, '-p', `${port}`, '-k', data, '-h', '127.0.0.1', ...settings.flatMap((one) => ['-c', one])],
    run,
  );
  const admin = await connected({ host: '127.0.0.1', port, user: 'supabase_admin', database: 'postgres' }, server);
  const files = ['hosted-project.sql', ...(made === 'today' ? ['hosted-project-of-today.sql'] : [])];
  for (const file of files) await admin.unsafe(await readFile(projectPath('test', 'kit', file), 'utf8')).simple();
  if (prepare) await admin.unsafe(prepare).simple();
  await admin.end();

  const connect = () => connected({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' }, server);
  const owner = await connect();
  // As PostgREST: a login role that has no rights of its own.
  const api = await connected({ host: '127.0.0.1', port, user: 'authenticator', database: 'postgres' }, server);
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres?sslmode=disable`,
    connect,
    async own(sql) {
      const rows: readonly Row[] = await owner.unsafe(sql).simple();
      // A text of several statements gets a list of their answers.
      const last: unknown = rows.at(-1);
      return [...(Array.isArray(last) ? (last as Row[]) : rows)];
    },
    async as(claims, ...statements) {
      await api.unsafe('begin');
      try {
        await api`
          select set_config('role', ${String(claims.role)}, true), set_config('request.jwt.claims', ${JSON.stringify(claims)}, true)`;
        let outcome: Outcome = { rows: [], changed: 0 };
        for (const sql of statements) {
          const rows = await api.unsafe(sql);
          outcome = { rows: [...rows], changed: rows.count };
        }
        return outcome;
      } catch (error) {
        if (!(error instanceof postgres.PostgresError)) throw error;
        return { refused: error.code, message: error.message };
      } finally {
        await api.unsafe('rollback');
      }
    },
    async close() {
      await owner.end();
      await api.end();
      const ended = once(server, 'exit');
      server.kill('SIGINT');
      await ended;
      rmSync(data, { recursive: true });
    },
  };
}

/** One connection, once the server takes it. */
async function connected(options: Options<Record<string, never>>, server: ChildProcess): Promise<Sql> {
  for (let tries = 0; ; tries += 1) {
    const client = postgres({ ...options, max: 1, onnotice: () => undefined });
    try {
      await client`select`;
      return client;
    } catch (error) {
      await client.end();
      if (server.exitCode !== null || tries > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function majorVersion(): string {
  const said = execFileSync(join(programs, 'postgres'), ['--version'], { encoding: 'utf8' });
  return /\d+/.exec(said)?.[0] ?? said;
}

function idOf(option: '-u' | '-g'): number {
  return Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
}
