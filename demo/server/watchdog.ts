import { Worker } from 'node:worker_threads';

/**
 * How many seconds the server's thread may answer nothing. The longest honest pause is the making of a new database.
 */
const patience = 60;

/**
 * Ends the process when its only thread spins for ever, which no signal handler can do then. PGlite does that when a
 * file of its log cannot be written. Seconds are counted in a thread of its own, so that a sleeping computer counts none.
 */
export function startWatchdog(seconds = patience): void {
  const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  setInterval(() => Atomics.add(beats, 0, 1), 500).unref();
  const worker = new Worker(watch, { eval: true, workerData: { beats, seconds } });
  worker.unref();
}

/** The worker's program. It writes to standard error itself: a worker's console goes through the thread that hangs. */
const watch = `
  const { workerData: { beats, seconds } } = require('node:worker_threads');
  const { writeSync } = require('node:fs');
  let last = -1;
  let missed = 0;
  setInterval(() => {
    const now = Atomics.load(beats, 0);
    missed = now === last ? missed + 1 : 0;
    last = now;
    if (missed < seconds) return;
    const message = 'The server answered nothing for ' + seconds + ' s and ends. Nothing that was answered is lost.';
    writeSync(2, JSON.stringify({ time: new Date().toISOString(), level: 'error', message }) + '\\n');
    process.kill(process.pid, 'SIGKILL');
  }, 1000);
`;
