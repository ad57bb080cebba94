import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setTimeout as delay, setImmediate } from 'node:timers/promises';

/** How long requests have to finish, in milliseconds. */
const graceForBusy = 10_000;
/** The pause between two looks for connections without a request, in milliseconds. */
const sweepEvery = 50;

/**
 * Closes the port, lets requests finish, and ends the connections. A port that closes at once breaks the connections
 * that wait to be accepted, and `http.Server.close` those whose request has not been read: it would lose what a client
 * has sent a moment ago.
 *
 * @param graceForNew how long the port stays open, for what is on its way already, in milliseconds
 */
export async function drain(server: Server, graceForNew: number): Promise<void> {
  await delay(graceForNew);
  await allAccepted(server);
  let isClosed = false;
  const closed = new Promise((resolve) => {
    NetServer.prototype.close.call(server, resolve);
  }).then(() => {
    isClosed = true;
  });
  const late = setTimeout(() => server.closeAllConnections(), graceForBusy);
  // Answers that are given from now on end their connections; these here have no request.
  while (!isClosed) {
    await Promise.race([closed, delay(sweepEvery)]);
    await turns();
    server.closeIdleConnections();
  }
  clearTimeout(late);
}

/** Waits until no connection is left to be accepted: each turn of the event loop accepts one. */
async function allAccepted(server: Server): Promise<void> {
  const until = performance.now() + graceForBusy;
  let accepted = 0;
  let before = -1;
  const count = () => {
    accepted += 1;
  };
  server.on('connection', count);
  while (accepted !== before && performance.now() < until) {
    before = accepted;
    await turns();
  }
  server.off('connection', count);
}

/** Some turns of the event loop: what came while this thread was busy is accepted and read. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await setImmediate();
}
