import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { projectPath } from '../../demo/server/project-files.js';
import type { Acting, Outcome } from './acting.js';

const programs = '/usr/lib/postgresql/15/bin';

/** Debian's PostgreSQL 15, prepared like the database of a hosted project. */
export interface HostedPostgres extends Acting {
  /** For the Supabase CLI: the role `postgres`, which is no superuser. */
  readonly url: string;
  /** One more connection as `postgres`. */
  connect(): Promise<pg.Client>;
  close(): Promise<void>;
}

/** Whether PostgreSQL 15 is installed: `apt-get install postgresql-15`. */
export function hasPostgres(): boolean {
  return existsSync(join(programs, 'postgres'));
}

/** A project as they are made today, or one from before 2026, which grants new tables to its API roles by itself. */
export async function startHostedPostgres(made: 'today' | 'before 2026' = 'today'): Promise<HostedPostgres> {
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
  const settings = ['fsync=off', 'wal_level=logical', 'max_prepared_transactions=0'].flatMap((one) => ['-c', one]);
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, '-p', `${port}`, '-k', data, '-h', '127.0.0.1', ...settings],
    run,
  );
  const admin = await connected({ host: '127.0.0.1', port, user: 'supabase_admin', database: 'postgres' }, server);
  const files = ['hosted-project.sql', ...(made === 'today' ? ['hosted-project-of-today.sql'] : [])];
  for (const file of files) await admin.query(await readFile(projectPath('test', 'kit', file), 'utf8'));
  await admin.end();

  const connect = () => connected({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' }, server);
  const owner = await connect();
  // As PostgREST: a login role that has no rights of its own.
  const api = await connected({ host: '127.0.0.1', port, user: 'authenticator', database: 'postgres' }, server);
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres?sslmode=disable`,
    connect,
    async own(sql) {
      const results = [await owner.query(sql)].flat();
      return results.at(-1)?.rows ?? [];
    },
    async as(claims, ...statements) {
      await api.query('begin');
      try {
        await api.query(`select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)`, [
          claims.role,
          JSON.stringify(claims),
        ]);
        let outcome: Outcome = { rows: [], changed: 0 };
        for (const sql of statements) {
          const { rows, rowCount } = await api.query(sql);
          outcome = { rows, changed: rowCount ?? 0 };
        }
        return outcome;
      } catch (error) {
        if (!(error instanceof pg.DatabaseError)) throw error;
        return { refused: error.code ?? 'none', message: error.message };
      } finally {
        await api.query('rollback');
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

async function connected(options: pg.ClientConfig, server: ChildProcess): Promise<pg.Client> {
  for (let tries = 0; ; tries += 1) {
    const client = new pg.Client(options);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (server.exitCode !== null || tries > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

function idOf(option: '-u' | '-g'): number {
  return Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
}
