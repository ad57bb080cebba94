import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import actioncable from '../../src/transports/servers/actioncable.js';
import graphqlWs from '../../src/transports/servers/graphql-ws.js';

/** A server that nobody here wrote, and how a page follows an order on it. */
export interface RealServer {
  readonly name: string;
  /** Packages of npm, installed into a folder of their own. */
  readonly packages?: readonly string[];
  /** Files of this folder that it needs. */
  readonly copies?: readonly string[];
  /** The packages of Debian that have the command. */
  readonly debian?: string;
  readonly command: (folder: string, port: number) => readonly [string, ...string[]];
  /** Its configuration, written into that folder. */
  readonly files?: (folder: string, port: number) => Readonly<Record<string, string>>;
  readonly options: (port: number) => OrderTrackerOptions;
  /** Where changes are posted; without it they go to its standard input. */
  readonly publishUrl?: (port: number) => string;
  /** Whether no order can arrive from it. Then it must never be shown as live. */
  readonly isSilent?: boolean;
}

const plain = (port: number, path = '/'): OrderTrackerOptions => ({
  websocketUrl: `ws://127.0.0.1:${port}${path}`,
  websocketProtocol: 'plain',
  websocketHeartbeat: { send: { type: 'ping' }, answer: { type: 'pong' } },
});

const graphql = (port: number): OrderTrackerOptions => ({
  ...graphqlWs,
  websocketUrl: `ws://127.0.0.1:${port}/graphql`,
});

const graphqlServer = {
  copies: ['graphql-ws.mjs'],
  packages: ['graphql-ws@6', 'graphql@16', 'ws@8'],
  command: (folder: string): [string, ...string[]] => [process.execPath, `${folder}/graphql-ws.mjs`],
};

const railsServer = {
  debian: 'ruby-actioncable puma',
  copies: ['actioncable.ru'],
  command: (folder: string, port: number): [string, ...string[]] => [
    '/usr/bin/puma',
    '-b',
    `tcp://127.0.0.1:${port}`,
    `${folder}/actioncable.ru`,
  ],
};

const cable = (port: number): OrderTrackerOptions => ({ ...actioncable, websocketUrl: `ws://127.0.0.1:${port}/cable` });

export const servers: readonly RealServer[] = [
  { name: 'graphql-ws', ...graphqlServer, options: graphql },
  {
    name: 'graphql-ws, a query that it refuses',
    ...graphqlServer,
    options: (port) => ({ ...graphql(port), websocketChannel: 'subscription { nothing }' }),
    isSilent: true,
  },
  {
    name: 'nchan',
    debian: 'libnginx-mod-nchan',
    command: (folder) => ['/usr/sbin/nginx', '-p', folder, '-c', `${folder}/nginx.conf`, '-e', `${folder}/error.log`],
    files: (folder, port) => ({
      'nginx.conf': `
        load_module /usr/lib/nginx/modules/ngx_nchan_module.so;
        daemon off; master_process off; pid ${folder}/nginx.pid;
        events {}
        http {
          access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
          fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
          server {
            listen 127.0.0.1:${port};
            location ~ /events/(.+)$ { nchan_subscriber eventsource; nchan_channel_id $1; nchan_eventsource_ping_interval 10; }
            location ~ /publish/(.+)$ { nchan_publisher; nchan_channel_id $1; }
          }
        }`,
    }),
    options: (port) => ({ eventsUrl: `http://127.0.0.1:${port}/events/{id}` }),
    publishUrl: (port) => `http://127.0.0.1:${port}/publish/A1`,
  },
  { name: 'ActionCable', ...railsServer, options: cable, publishUrl: (port) => `http://127.0.0.1:${port}/publish` },
  {
    name: 'ActionCable, a channel that refuses',
    ...railsServer,
    options: (port) => ({ ...cable(port), websocketChannel: 'RefusingChannel' }),
    isSilent: true,
  },
  {
    name: 'NATS',
    debian: 'nats-server',
    command: (folder) => ['/usr/sbin/nats-server', '-c', `${folder}/nats.conf`],
    files: (_, port) => ({
      'nats.conf': `listen: "127.0.0.1:${port + 1}"\nwebsocket { listen: "127.0.0.1:${port}", no_tls: true }\n`,
    }),
    options: (port) => plain(port),
    isSilent: true,
  },
  {
    name: 'webdis',
    debian: 'webdis',
    command: (folder) => ['/usr/bin/webdis', `${folder}/webdis.json`],
    files: (folder, port) => ({
      'webdis.json': JSON.stringify({
        redis_host: '127.0.0.1',
        redis_port: port + 1,
        http_host: '127.0.0.1',
        http_port: port,
        websockets: true,
        daemonize: false,
        threads: 1,
        pool_size: 1,
        logfile: `${folder}/webdis.log`,
      }),
    }),
    options: (port) => ({ ...plain(port, '/.json'), websocketHello: [['PING']] }),
    isSilent: true,
  },
];
