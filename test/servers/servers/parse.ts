import type { OrderTrackerOptions } from '../../../src/tracker/options.js';
import parse from '../../../src/transports/servers/parse.js';
import { startPostgres } from '../postgres.js';
import { type Place, type PlacedOrder, post, type RealServer } from '../real-server.js';

const headers = { 'X-Parse-Application-Id': 'myApp', 'X-Parse-Master-Key': 'master' };
let objectId = '';

const options = (port: number): OrderTrackerOptions => ({
  ...parse,
  websocketUrl: `ws://127.0.0.1:${port}/parse?applicationId=myApp`,
});

/** An order, and a class that only users who have logged in may read. The server makes up the id. */
async function setUp({ port }: Place): Promise<string> {
  const base = `http://127.0.0.1:${port}/parse`;
  const order = (await post(`${base}/classes/Order`, { status: 'pending', version: 1 }, headers)) as {
    readonly objectId: string;
  };
  const users = { requiresAuthentication: true };
  await post(
    `${base}/schemas/Secret`,
    { className: 'Secret', classLevelPermissions: { find: users, get: users } },
    headers,
  );
  objectId = order.objectId;
  return objectId;
}

export const parseServer: RealServer = {
  name: 'Parse Server',
  npm: { packages: ['parse-server@9', 'express@5'] },
  copies: ['parse.mjs'],
  environment: ({ port }) => ({ DATABASE: `postgres://postgres@127.0.0.1:${port + 1}/orders` }),
  prepare: async ({ folder, port }) => [await startPostgres(folder, port + 1)],
  command: ({ packages }) => [process.execPath, `${packages}/parse.mjs`],
  setUp,
  options,
  publish: (port, { status, version }: PlacedOrder) =>
    post(`http://127.0.0.1:${port}/parse/classes/Order/${objectId}`, { status, version }, headers, 'PUT'),
  refusals: {
    'a class for users alone': {
      options: (port) => ({ ...options(port), websocketChannel: 'Secret' }),
      says: /refused the subscription: Permission denied/,
    },
    'a token that no user has': {
      options: (port) => ({ ...options(port), websocketChannel: 'Secret', accessToken: 'wrong' }),
      says: /refused the subscription: Permission denied/,
    },
  },
};
