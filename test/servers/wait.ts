import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection } from 'node:net';

/** Waits until something holds. How long that took, ms. */
export async function waitFor(holds: () => boolean, limit: number, what: string): Promise<number> {
  const from = performance.now();
  while (!holds()) {
    if (performance.now() - from > limit) throw new Error(`${what}: not within ${limit} ms`);
    await passed(5);
  }
  return Math.round(performance.now() - from);
}

export function passed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits until a server that was started takes connections; false if it ends before. */
export async function answers(port: number, child: ChildProcess): Promise<boolean> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) return false;
    if (await isOpen(port)) return true;
    await passed(100);
  }
  return false;
}

/** Whether anything takes connections there. */
export async function isOpen(port: number): Promise<boolean> {
  const socket = createConnection(port, '127.0.0.1');
  return new Promise((resolve) => {
    const tell = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', tell(true)).on('error', tell(false));
  });
}

/** Runs a command to its end. */
export async function finished(
  [command, ...words]: readonly [string, ...string[]],
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  const child = spawn(command, words, { cwd: folder, stdio: 'ignore', env: { ...process.env, ...environment } });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${words.at(-1)} ends with ${code}`);
}
