import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { projectPath } from '../../../demo/server/project-files.js';

/** What a process has printed and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly printed: string;
  readonly said: string;
}

/** Whatever a failed test has left running. */
const running = new Set<ChildProcess>();
after(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** A process of this project's compiled code, with everything that it writes. */
export class ServerProcess {
  readonly child: ChildProcess;
  #printed = '';
  #said = '';
  readonly #ended: Promise<Ended>;

  constructor(file: string, words: readonly string[] = [], env: NodeJS.ProcessEnv = {}, user?: number) {
    this.child = spawn(process.execPath, [projectPath('build', ...file.split('/')), ...words], {
      env: { ...process.env, ...env },
      ...(user !== undefined && { uid: user, gid: user }),
    });
    this.child.stdout?.on('data', (data) => {
      this.#printed += String(data);
    });
    this.child.stderr?.on('data', (data) => {
      this.#said += String(data);
    });
    running.add(this.child);
    this.#ended = new Promise((resolve) => {
      this.child.once('close', (code, signal) => {
        running.delete(this.child);
        resolve({ code, signal, printed: this.#printed, said: this.said });
      });
    });
  }

  /** What it has written to standard error until now. */
  get said(): string {
    // Packages warn of Node 20 and of pages that are not built, whatever this server does.
    return this.#said.replace(/^(⚠️|serveStatic:).*\n/gm, '');
  }

  ended(): Promise<Ended> {
    return this.#ended;
  }

  /** Waits until the process prints something that matches, and resolves with the first group or the whole match. */
  async prints(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(this.#printed) ?? pattern.exec(this.#said);
      if (found) return found[1] ?? found[0];
      const ended = this.#ended.then((how) => how);
      const more = Promise.race([
        once(this.child.stdout ?? this.child, 'data'),
        once(this.child.stderr ?? this.child, 'data'),
      ]);
      const how = await Promise.race([more, ended]);
      if (!Array.isArray(how)) throw new Error(`The process ended (${how.code ?? how.signal}): ${how.said}`);
    }
  }

  kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<Ended> {
    this.child.kill(signal);
    return this.#ended;
  }
}

/** The server as `npm start` starts it. */
export function startMain(words: readonly string[] = [], env: NodeJS.ProcessEnv = {}, user?: number): ServerProcess {
  return new ServerProcess('demo/server/main.js', words, { PORT: '0', ...env }, user);
}

/** A new folder that is deleted when `use` is done. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'order-status-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
