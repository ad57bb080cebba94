import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '../../demo/server/project-files.js';
import { fetchFromNpm } from './fetch-from-npm.js';

/** The version of the Supabase CLI that the kit is tried with. */
const version = '2.117.0';
const cache = projectPath('node_modules', '.cache', `supabase-${version}`);

export interface Ran {
  readonly code: number;
  readonly output: string;
}

/** The command asks GitHub for its newest version. Here it is told of a proxy that is not there. */
export const offline = {
  HTTPS_PROXY: 'http://127.0.0.1:9',
  HTTP_PROXY: 'http://127.0.0.1:9',
  NO_PROXY: '127.0.0.1',
  DO_NOT_TRACK: '1',
  SUPABASE_TELEMETRY_DISABLED: '1',
} as const;

/**
 * Fetches the Supabase CLI from npm, once: 130 MB that nothing but `npm run kit` needs. Throws `NotFetched`.
 *
 * @param folder where it is kept
 */
export function fetchSupabase(folder = cache, env: NodeJS.ProcessEnv = process.env): void {
  fetchFromNpm(`supabase@${version}`, `The Supabase CLI ${version}`, programIn(folder), folder, env);
}

function programIn(folder: string): string {
  return join(folder, 'node_modules', 'supabase', 'dist', 'supabase.js');
}

/** The start of a command line, in place of the guide’s `npx supabase`. */
export const supabaseCommand = `${process.execPath} ${programIn(cache)}`;

/** Runs the real Supabase CLI, without a home of its own, so that no account of this machine is used. */
export function supabase(args: readonly string[], folder = projectPath('demo')): Promise<Ran> {
  const home = mkdtempSync(join(tmpdir(), 'kit-home-'));
  const environment = { PATH: process.env.PATH ?? '', HOME: home, ...offline };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [programIn(cache), '--workdir', folder, ...args],
      { env: environment, timeout: 120_000 },
      (error, stdout, stderr) => {
        rmSync(home, { recursive: true, force: true });
        resolve({ code: error ? Number(error.code ?? 1) : 0, output: `${stdout}\n${stderr}` });
      },
    );
  });
}

/** A copy of the kit in which only these migrations are, as an older version of it. */
export function kitWith(migrations: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'kit-'));
  cpSync(projectPath('demo', 'supabase'), join(folder, 'supabase'), { recursive: true });
  const copied = join(folder, 'supabase', 'migrations');
  for (const name of readdirSync(copied)) if (!migrations.includes(name)) rmSync(join(copied, name));
  return folder;
}
