import { once } from 'node:events';
import type { Server } from 'node:http';

/** Closes a server with all its connections. */
export async function closeServer(
  server: Pick<Server, 'close' | 'closeAllConnections'> & NodeJS.EventEmitter,
): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
