import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import { projectPath } from '../../demo/server/project-files.js';
import { type SmallServer, serveSockets } from '../doctor/small-servers.js';

/** Answers in the place of `/orders/{id}`, with the status as it is then. */
export type OrderAnswer = (status: string) => unknown;

/**
 * One server for all that the samples name: the page, the scripts, and the back ends in the ways of their guides. It knows
 * one order, `42`, which is prepared until `finish`.
 */
export class SampleBackEnd {
  /** What `/page` is. */
  page = '';
  #answer: OrderAnswer = wire;
  /** Scripts by their path. */
  readonly scripts = new Map<string, string>();
  #status = 'preparing';
  #server: SmallServer | undefined;
  /** Whom a change is told. */
  #followers = new Set<() => void>();

  async start(): Promise<void> {
    this.#server = await serveSockets(
      (socket, { url = '' }) => this.#hear(socket, url),
      { handleProtocols: (protocols) => [...protocols][0] ?? false },
      (request, response) => this.#respond(request, response),
    );
  }

  close(): Promise<void> | undefined {
    return this.#server?.close();
  }

  get url(): string {
    return this.#server?.url ?? '';
  }

  /** Begins anew, for the next page. */
  begin(answer: OrderAnswer = wire, status = 'preparing'): void {
    this.#answer = answer;
    this.#status = status;
    this.#followers = new Set();
  }

  /** The order is ready; who is connected hears it. */
  finish(): void {
    this.#status = 'ready';
    for (const tell of this.#followers) tell();
  }

  #respond(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const send = (type: string, body: string | Buffer, cache = 'no-store') =>
      response.writeHead(200, { 'Content-Type': type, 'Cache-Control': cache }).end(body);
    const script = this.scripts.get(pathname) ?? builtFile(pathname);
    if (pathname === '/page' || pathname.startsWith('/checkout/')) send('text/html; charset=utf-8', this.page);
    else if (script !== undefined) {
      // Kept, it is compiled once for all pages.
      send(pathname.endsWith('.json') ? 'application/json' : 'text/javascript', script, 'max-age=3600');
    } else if (pathname.endsWith('/events')) this.#stream(response);
    else send('application/json', JSON.stringify(this.#json(pathname)));
  }

  #json(pathname: string): unknown {
    const board = { version: 1, orders: [wire('ready')] };
    if (pathname.endsWith('/track')) return { access_token: guestToken() };
    if (pathname.endsWith('/auth')) return { auth: 'KEY:signature' };
    if (pathname.endsWith('/wallet')) return { apple: '/order.order', google: 'https://pay.google.com/gp/v/save/x' };
    if (/open-orders|board_snapshot/.test(pathname)) return board;
    if (pathname.endsWith('/rest/v1/orders')) return [wire(this.#status)];
    return this.#answer(this.#status);
  }

  #stream(response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    const tell = () => response.write(`data: ${JSON.stringify(wire(this.#status))}\n\n`);
    this.#followers.add(tell);
    tell();
  }

  #hear(socket: WebSocket, url: string): void {
    const say = (message: unknown) => socket.send(JSON.stringify(message));
    const follow = (tell: () => void) => this.#followers.add(tell);
    const order = () => wire(this.#status);
    if (url.startsWith('/app/')) {
      say({
        event: 'pusher:connection_established',
        data: JSON.stringify({ socket_id: '1.2', activity_timeout: 120 }),
      });
      socket.on('message', (data) => speakPusher(JSON.parse(String(data)), say, follow, order));
    } else if (url.startsWith('/realtime/')) {
      socket.on('message', (data) => speakPhoenix(JSON.parse(String(data)), say, follow, order));
    } else socket.on('message', (data) => speakOrderStatus(JSON.parse(String(data)), say, follow, order));
  }
}

type Say = (message: unknown) => void;
type Follow = (tell: () => void) => void;
type CurrentOrder = () => ReturnType<typeof wire>;

/** PROTOCOL.md. */
function speakOrderStatus(message: { type: string; ref: string }, say: Say, follow: Follow, order: CurrentOrder): void {
  const { type, ref } = message;
  if (type === 'ping') say({ type: 'pong' });
  else if (type === 'snapshot') say({ type: 'order', ref, snapshot: true, order: order() });
  else if (type === 'subscribe') {
    say({ type: 'subscribed', ref });
    follow(() => say({ type: 'order', ref, order: order() }));
  }
}

interface PusherMessage {
  readonly event: string;
  readonly data?: { readonly channel: string; readonly auth?: string };
}

/** Pusher's protocol 7; private channels want what `/broadcasting/auth` says. */
function speakPusher({ event, data }: PusherMessage, say: Say, follow: Follow, order: CurrentOrder): void {
  if (event === 'pusher:ping') say({ event: 'pusher:pong' });
  if (event !== 'pusher:subscribe' || !data) return;
  const { channel, auth } = data;
  if (channel.startsWith('private-') && auth !== 'KEY:signature') say({ event: 'pusher:subscription_error', channel });
  else {
    say({ event: 'pusher_internal:subscription_succeeded', channel, data: '{}' });
    follow(() => say({ event: 'order', channel, data: JSON.stringify(order()) }));
  }
}

interface Join {
  readonly config?: { readonly postgres_changes?: readonly object[]; readonly private?: boolean };
}

/** Supabase Realtime: the table's changes, and private channels. */
function speakPhoenix(message: unknown, say: Say, follow: Follow, order: CurrentOrder): void {
  const [joinRef, ref, topic, event, payload] = message as [string, string, string, string, Join];
  const send = (name: string, content: object) => say([joinRef, ref, topic, name, content]);
  if (event === 'heartbeat') send('phx_reply', { status: 'ok', response: {} });
  if (event !== 'phx_join') return;
  const tables = (payload.config?.postgres_changes ?? []).map((table, id) => ({ ...table, id }));
  send('phx_reply', { status: 'ok', response: { postgres_changes: tables } });
  for (const extension of ['system', ...(tables.length > 0 ? ['postgres_changes'] : [])])
    send('system', { status: 'ok', extension, message: 'ready', channel: 'x' });
  follow(() => {
    if (payload.config?.private) send('broadcast', { type: 'broadcast', event: 'order', payload: order() });
    else send('postgres_changes', { ids: [0], data: { type: 'UPDATE', record: order(), errors: null } });
  });
}

/** The order in our words. */
export function wire(status: string) {
  const at = new Date().toISOString();
  return { id: '42', number: '42', status, version: status === 'ready' ? 2 : 1, updated_at: at };
}

/** It lasts 10 minutes. */
function guestToken(): string {
  const now = Math.floor(Date.now() / 1000);
  return `e30.${btoa(JSON.stringify({ iat: now, exp: now + 600, order_id: '42' }))}.c2lnbmF0dXJl`;
}

/** What the build has made for CDNs, wherever a sample thinks that it lies. */
function builtFile(pathname: string): Buffer | undefined {
  const name = pathname.split('/').at(-1) ?? '';
  if (!/\.(js|json)$/.test(name)) return undefined;
  const path = ['', 'parts', 'locales', 'presets', 'servers']
    .map((folder) => projectPath('dist', 'cdn', folder, name))
    .find((one) => existsSync(one));
  return path === undefined ? undefined : readFileSync(path);
}
