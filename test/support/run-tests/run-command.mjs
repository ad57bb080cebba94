import { spawn } from 'node:child_process';

/** Twice what the longest stage takes on the slowest machine; a stage that hangs must not keep the others from running. */
const stageLimit = 30 * 60_000;

/**
 * Runs a program of node_modules/.bin, or Node itself, from the project's root.
 *
 * @param {string[]} command the program and its arguments
 * @param {{ env?: Record<string, string>, show?: boolean }} [options] `show` passes the output on as it comes
 * @returns {Promise<{ code: number, output: string }>} 124 if it took too long; what it printed unless shown
 */
export function runCommand([program, ...args], { env = {}, show = false } = {}) {
  return new Promise((resolve) => {
    const own = program === 'node';
    const child = spawn(own ? process.execPath : `node_modules/.bin/${program}`, args, {
      stdio: ['ignore', ...(show ? ['inherit', 'inherit'] : ['pipe', 'pipe'])],
      // A group of its own, so that the browsers and servers that it started end with it.
      detached: true,
      env: { ...process.env, ...(show ? {} : { NO_COLOR: '1' }), ...env },
    });

    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));

    let late = false;
    const end = (signal) => {
      try {
        process.kill(-child.pid, signal);
      } catch {
        // Its group has ended already.
      }
    };
    const limit = setTimeout(() => {
      late = true;
      output += `\nStopped after ${stageLimit / 60_000} minutes.`;
      end('SIGKILL');
    }, stageLimit);
    const interrupt = () => {
      end('SIGTERM');
      process.exit(130);
    };
    process.once('SIGINT', interrupt);
    process.once('SIGTERM', interrupt);

    const finish = (code) => {
      clearTimeout(limit);
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
      end('SIGKILL');
      resolve({ code: late ? 124 : code, output });
    };
    child.once('error', (error) => {
      output += error.message;
      finish(127);
    });
    child.once('exit', (code) => setImmediate(() => finish(code ?? 1)));
  });
}
