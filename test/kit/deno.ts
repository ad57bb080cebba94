import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '../../demo/server/project-files.js';

/** An Edge Function that runs in the real Deno. */
export interface DenoFunction {
  readonly url: string;
  /** All that it has written. */
  output(): string;
  stop(): Promise<void>;
}

/** Starts `functions/<name>/index.ts` with these settings and no others, without access to other hosts. */
export async function startDenoFunction(
  name: string,
  settings: Readonly<Record<string, string>>,
): Promise<DenoFunction> {
  const cache = mkdtempSync(join(tmpdir(), 'kit-deno-'));
  const folder = projectPath('demo', 'supabase', 'functions', name);
  const permissions = ['--no-prompt', '--allow-env', '--allow-net=127.0.0.1'];
  const offline = ['--no-remote', '--cached-only', '--node-modules-dir=manual'];
  const child = spawn(
    denoProgram(),
    ['run', ...permissions, ...offline, '--config', join(folder, 'deno.json'), join(folder, 'index.ts')],
    {
      env: {
        PATH: process.env.PATH ?? '',
        HOME: cache,
        DENO_DIR: cache,
        DENO_NO_UPDATE_CHECK: '1',
        DENO_SERVE_ADDRESS: 'tcp:127.0.0.1:0',
        NO_COLOR: '1',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (data: Buffer) => {
      output += data.toString();
      const port = /Listening on http:\/\/[^:]+:(\d+)/.exec(output)?.[1];
      if (port) resolve(`http://127.0.0.1:${port}`);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}: ${output}`)));
  });
  return {
    url,
    output: () => output,
    async stop() {
      await ended(child);
      rmSync(cache, { recursive: true, force: true });
    },
  };
}

/** The program itself: the package's command is a process around it, which does not pass signals on. */
export function denoProgram(): string {
  const require = createRequire(import.meta.url);
  const { runInstall } = require('deno/install_api.cjs') as { runInstall(): string };
  return runInstall();
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}
