import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { answers } from './wait.js';

const programs = '/usr/lib/postgresql/15/bin';

/** Starts a database server of its own, with one empty database `orders`. PostgreSQL does not run as root. */
export async function startPostgres(folder: string, port: number): Promise<ChildProcess> {
  if (!existsSync(programs)) throw new Error('not installed: apt-get install postgresql-15');
  const data = join(folder, 'postgres');
  const user = userOf();
  mkdirSync(data);
  if (user.uid !== undefined && user.gid !== undefined) {
    chmodSync(folder, 0o755);
    chownSync(data, user.uid, user.gid);
  }
  const run = { ...user, stdio: 'ignore' } as const;
  execFileSync(join(programs, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync'], run);
  const server = await runPostgres(folder, port);
  const connection = ['-h', '127.0.0.1', '-p', `${port}`, '-U', 'postgres'];
  for (let tries = 0; ; tries += 1) {
    try {
      execFileSync(join(programs, 'createdb'), [...connection, 'orders'], run);
      return server;
    } catch (error) {
      if (tries > 20) throw error;
    }
  }
}

/** Starts the database server that `startPostgres` has made in this folder. */
export async function runPostgres(folder: string, port: number): Promise<ChildProcess> {
  const data = join(folder, 'postgres');
  const run = { ...userOf(), stdio: 'ignore' } as const;
  const server = spawn(join(programs, 'postgres'), ['-D', data, '-p', `${port}`, '-k', data, '-h', '127.0.0.1'], run);
  if (!(await answers(port, server))) throw new Error('PostgreSQL does not start');
  return server;
}

function userOf(): { readonly uid?: number; readonly gid?: number } {
  return process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
}

function idOf(option: '-u' | '-g'): number {
  return Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
}
