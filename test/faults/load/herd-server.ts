/** Runs the demo server in its own process, behind a proxy that limits handshakes per second as Supabase does. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { startDemoServer } from '../../../demo/server/server.js';
import { placeOrder } from '../../demo/support.js';

/** The commands for the server's process. */
export type HerdCommand =
  | { readonly kind: 'place'; readonly orders: number }
  /** Closes every socket with 1012, as in a deploy whose next process listens already. */
  | { readonly kind: 'restart' }
  /** Breaks every connection, and refuses new ones for `downtime` milliseconds. */
  | { readonly kind: 'crash'; readonly downtime: number }
  | { readonly kind: 'move'; readonly status: string }
  | { readonly kind: 'tell' }
  | { readonly kind: 'stop' };

export interface PlacedGuest {
  readonly orderId: string;
  readonly token: string;
}

export type HerdAnswer =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'placed'; readonly guests: readonly PlacedGuest[] }
  | { readonly kind: 'done'; readonly at: number }
  /** The processor time of the server's process since its start, ms. */
  | { readonly kind: 'used'; readonly processor: number }
  /** The number of handshakes that were refused because of the rate limit. */
  | { readonly kind: 'stopped'; readonly refused: number };

const admittedEachSecond = 500;
const tooMany = 'HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

const server = await startDemoServer({ port: 0, limits: { maximumSocketsPerAddress: 100_000 } });
const clients = new Set<Socket>();
let admitted: number[] = [];
let refused = 0;
let isDown = false;

const front = createServer({ noDelay: true }, (client) => {
  client.on('error', () => client.destroy());
  if (isDown) return void client.resetAndDestroy();
  const now = Date.now();
  admitted = admitted.filter((at) => now - at < 1000);
  if (admitted.length >= admittedEachSecond) {
    refused += 1;
    client.end(tooMany);
    return;
  }
  admitted.push(now);
  clients.add(client);
  const back = connect(server.port, '127.0.0.1');
  back.on('error', () => client.destroy());
  client.on('close', () => {
    clients.delete(client);
    back.destroy();
  });
  client.pipe(back).pipe(client);
});

front.listen(0, '127.0.0.1', 4096, () => {
  answer({ kind: 'listening', port: (front.address() as AddressInfo).port });
});
process.on('message', (command: HerdCommand) => void run(command));

async function run(command: HerdCommand): Promise<void> {
  switch (command.kind) {
    case 'place': {
      const guests: PlacedGuest[] = [];
      while (guests.length < command.orders) {
        const { id } = await placeOrder(server);
        guests.push({ orderId: id, token: await server.tokens.signForGuest(id) });
      }
      answer({ kind: 'placed', guests });
      break;
    }
    case 'restart':
      server.sockets.close(1012);
      answer({ kind: 'done', at: Date.now() });
      break;
    case 'crash':
      isDown = true;
      for (const client of clients) client.resetAndDestroy();
      setTimeout(() => {
        isDown = false;
      }, command.downtime);
      answer({ kind: 'done', at: Date.now() });
      break;
    case 'move':
      await server.database.transaction((query) =>
        query.query('update public.orders set status = $1', [command.status]),
      );
      answer({ kind: 'done', at: Date.now() });
      break;
    case 'tell': {
      const { user, system } = process.cpuUsage();
      answer({ kind: 'used', processor: (user + system) / 1000 });
      break;
    }
    case 'stop':
      for (const client of clients) client.destroy();
      front.close();
      await server.close();
      answer({ kind: 'stopped', refused });
      process.disconnect();
  }
}

function answer(message: HerdAnswer): void {
  process.send?.(message);
}
