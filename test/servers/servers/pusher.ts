import { createHash, createHmac } from 'node:crypto';
import type { OrderTrackerOptions } from '../../../src/tracker/options.js';
import pusher from '../../../src/transports/servers/pusher.js';
import { post, type RealServer } from '../real-server.js';

const [key, secret] = ['KEY', 'secret'];
const hmac = (text: string) => createHmac('sha256', secret).update(text).digest('hex');

const options = (port: number, app = key): OrderTrackerOptions => ({
  ...pusher,
  websocketUrl: `ws://127.0.0.1:${port}/app/${app}?protocol=7`,
});

const privateChannel = (port: number, websocketAuthorize?: () => Promise<string>): OrderTrackerOptions => ({
  ...options(port),
  websocketChannel: 'private-order.{id}',
  ...(websocketAuthorize && { websocketAuthorize }),
});

/** What a shop's own back end does at `/broadcasting/auth`. */
const signed: OrderTrackerOptions['websocketAuthorize'] = ({ welcome, channel }) => {
  const { data } = welcome as { readonly data: { readonly socket_id: string } };
  return `${key}:${hmac(`${data.socket_id}:${channel}`)}`;
};

/** Triggers an event by the HTTP API, in both channels. */
async function publish(port: number, order: object): Promise<unknown> {
  const channels = ['order.A1', 'private-order.A1'];
  const body = JSON.stringify({ name: 'order-changed', channels, data: JSON.stringify(order) });
  const query = [
    `auth_key=${key}`,
    `auth_timestamp=${Math.floor(Date.now() / 1_000)}`,
    'auth_version=1.0',
    `body_md5=${createHash('md5').update(body).digest('hex')}`,
  ].join('&');
  const path = '/apps/shop/events';
  return post(`http://127.0.0.1:${port}${path}?${query}&auth_signature=${hmac(`POST\n${path}\n${query}`)}`, body);
}

const soketi = {
  npm: {
    packages: ['@soketi/soketi@1.6.1'],
    // Its own comes from a place that is no registry.
    overrides: { 'uWebSockets.js': 'npm:@trufflesuite/uws-js-unofficial@20.30.0-unofficial.0' },
  },
  files: ({ port }) => ({
    'soketi.json': JSON.stringify({
      host: '127.0.0.1',
      port,
      'metrics.port': port + 1,
      'metrics.host': '127.0.0.1',
      'appManager.array.apps': [{ id: 'shop', key, secret, enableClientMessages: false, enabled: true }],
    }),
  }),
  command: ({ packages, folder }) => [
    process.execPath,
    `${packages}/node_modules/@soketi/soketi/bin/server.js`,
    'start',
    `--config=${folder}/soketi.json`,
  ],
  publish,
} satisfies Partial<RealServer>;

export const pusherServers: readonly RealServer[] = [
  {
    name: 'soketi',
    ...soketi,
    options,
    refusals: {
      'an unknown app': { options: (port) => options(port, 'WRONG'), says: /App key WRONG does not exist/ },
      'a wrong name of the channel': {
        options: (port) => ({ ...options(port), websocketChannel: 'no channel/{id}' }),
        says: /channel name is not allowed/,
      },
      'a wrong path': {
        options: (port) => ({ ...options(port), websocketUrl: `ws://127.0.0.1:${port}/` }),
        says: /was never live/,
        within: 12,
      },
    },
  },
  {
    name: 'soketi, a private channel',
    ...soketi,
    options: (port) => ({ ...privateChannel(port), ...(signed && { websocketAuthorize: signed }) }),
    refusals: {
      'no hook': { options: (port) => privateChannel(port), says: /The connection is unauthorized/ },
      'a wrong proof': {
        options: (port) => privateChannel(port, async () => `${key}:wrong`),
        says: /The connection is unauthorized/,
      },
      'an endpoint that refuses, as JSON': {
        options: (port) => privateChannel(port, async () => JSON.parse('{"message":"Forbidden"}').auth),
        says: /websocketAuthorize gave a value of the type undefined/,
      },
      'an endpoint without an answer': {
        options: (port) => privateChannel(port, () => Promise.reject(new TypeError('Failed to fetch'))),
        says: /websocketAuthorize failed/,
      },
    },
  },
];
