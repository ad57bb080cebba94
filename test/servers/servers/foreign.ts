import { spawn } from 'node:child_process';
import type { OrderTrackerOptions } from '../../../src/tracker/options.js';
import { post, type RealServer } from '../real-server.js';
import { finished } from '../wait.js';

/* Servers whose messages are no JSON, or that wait for a client of their own protocol, and one that pushes plain JSON. */

const plain = (port: number, path = '/'): OrderTrackerOptions => ({
  websocketUrl: `ws://127.0.0.1:${port}${path}`,
  websocketProtocol: 'plain',
});

const ping = { websocketHeartbeat: { send: { type: 'ping' }, answer: { type: 'pong' } } };
/** The chart waits 15 s for the first word. */
const silent = { says: /was never live: "The server has said nothing\..*MQTT/, within: 17 };
const closed = { says: /was never live/, within: 17 };

const byText = (name: string, path = '/', more: OrderTrackerOptions = {}) => ({
  options: (port: number) => ({ ...plain(port, path), ...more }),
  says: new RegExp(`The WebSocket speaks ${name}, not JSON`),
});

export const foreignServers: readonly RealServer[] = [
  {
    name: 'SockJS, its raw WebSocket',
    npm: { packages: ['sockjs@0.3'] },
    copies: ['sockjs.mjs'],
    command: ({ packages }) => [process.execPath, `${packages}/sockjs.mjs`],
    options: (port) => ({
      ...plain(port, '/orders/websocket'),
      websocketHello: ['ping'],
      websocketConfirm: { pong: true },
      websocketHeartbeat: { send: 'ping', answer: { pong: true } },
    }),
    publish: (port, order) => post(`http://127.0.0.1:${port}/publish`, order),
    refusals: { 'its own frames': byText('SockJS', '/orders/000/aaaaaaaa/websocket') },
  },
  {
    name: 'socket.io',
    npm: { packages: ['socket.io@4'] },
    copies: ['socket-io.mjs'],
    command: ({ packages }) => [process.execPath, `${packages}/socket-io.mjs`],
    refusals: {
      'version 4': byText('socket.io', '/socket.io/?EIO=4&transport=websocket'),
      'version 3': byText('socket.io', '/socket.io/?EIO=3&transport=websocket'),
      'without its parameters': { options: (port) => plain(port, '/socket.io/'), ...closed },
      'another path': { options: (port) => plain(port), ...closed },
    },
  },
  {
    name: 'Mosquitto',
    debian: ['mosquitto'],
    command: ({ folder }) => ['/usr/sbin/mosquitto', '-c', `${folder}/mosquitto.conf`],
    files: ({ port }) => ({
      // It does not start with a WebSocket alone.
      'mosquitto.conf': `allow_anonymous true\nlistener ${port + 1} 127.0.0.1\nlistener ${port} 127.0.0.1\nprotocol websockets\n`,
    }),
    refusals: {
      'with its subprotocol': byText('MQTT', '/', { websocketSubprotocol: 'mqtt' }),
      'that waits for its client': { options: (port) => plain(port), ...silent },
      'with a greeting that it cannot read': {
        options: (port) => ({ ...plain(port), ...ping, websocketHello: [{ subscribe: '{id}' }] }),
        says: /has said nothing|was never live/,
        within: 17,
      },
    },
  },
  {
    name: 'RabbitMQ, STOMP and MQTT',
    debian: ['rabbitmq-server'],
    command: () => ['/usr/lib/rabbitmq/bin/rabbitmq-server'],
    files: ({ port }) => ({
      enabled_plugins: '[rabbitmq_web_stomp,rabbitmq_web_mqtt].',
      'rabbitmq.conf': [
        `listeners.tcp.1 = 127.0.0.1:${port + 2}`,
        'web_stomp.tcp.ip = 127.0.0.1',
        `web_stomp.tcp.port = ${port}`,
        'web_mqtt.tcp.ip = 127.0.0.1',
        `web_mqtt.tcp.port = ${port + 1}`,
        'mqtt.listeners.tcp = none',
        'stomp.listeners.tcp = none',
      ].join('\n'),
    }),
    environment: ({ folder, port }) => ({
      HOME: folder,
      RABBITMQ_NODENAME: 'orders@localhost',
      RABBITMQ_CONFIG_FILE: `${folder}/rabbitmq.conf`,
      RABBITMQ_ENABLED_PLUGINS_FILE: `${folder}/enabled_plugins`,
      RABBITMQ_MNESIA_BASE: `${folder}/data`,
      RABBITMQ_LOG_BASE: `${folder}/log`,
      RABBITMQ_DIST_PORT: `${port + 3}`,
      ERL_EPMD_PORT: `${port + 4}`,
      ERL_EPMD_ADDRESS: '127.0.0.1',
      // So that it can be ended while a node is still registered.
      ERL_EPMD_RELAXED_COMMAND_CHECK: '1',
    }),
    cleanUp: ({ folder, port }) => finished(['/usr/bin/epmd', '-port', `${port + 4}`, '-kill'], folder),
    refusals: {
      'STOMP with its subprotocol': byText('STOMP', '/ws', { websocketSubprotocol: 'v12.stomp' }),
      'STOMP, greeted': byText('STOMP', '/ws', { websocketHello: ['CONNECT\naccept-version:1.2\nhost:/\n\n\u0000'] }),
      'STOMP that waits for its client': { options: (port) => plain(port, '/ws'), ...silent },
      'MQTT with its subprotocol': {
        ...byText('MQTT'),
        options: (port) => ({ ...plain(port + 1, '/ws'), websocketSubprotocol: 'mqttv3.1' }),
      },
    },
  },
  {
    name: 'NATS',
    debian: ['nats-server'],
    command: ({ folder }) => ['/usr/sbin/nats-server', '-c', `${folder}/nats.conf`],
    files: ({ port }) => ({
      'nats.conf': `listen: "127.0.0.1:${port + 1}"\nwebsocket { listen: "127.0.0.1:${port}", no_tls: true }\n`,
    }),
    refusals: { 'its own frames': byText('NATS', '/', ping) },
  },
  {
    name: 'webdis',
    debian: ['webdis', 'redis-server'],
    command: ({ folder }) => ['/usr/bin/webdis', `${folder}/webdis.json`],
    files: ({ folder, port }) => ({
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
    prepare: async ({ port }) => [
      spawn('/usr/bin/redis-server', ['--port', `${port + 1}`, '--bind', '127.0.0.1', '--save', '']),
    ],
    refusals: {
      'its own messages': {
        options: (port) => ({ ...plain(port, '/.json'), websocketHello: [['SUBSCRIBE', '{id}']] }),
        says: /looks like webdis/,
      },
      'a ping that it cannot read': {
        options: (port) => ({ ...plain(port, '/.json'), ...ping }),
        says: /has said nothing|was never live/,
        within: 17,
      },
    },
  },
];
