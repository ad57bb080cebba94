import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { corsHeaders, guestToken, type SmallServer, serveHttp, serveSockets } from '../doctor/small-servers.js';

/*
 * The four back ends of skills/order-status-tracker/SKILL.md, written after what that page says of them, and nothing else.
 */

/** What a link's secret is in these back ends. */
export const capability = 'secret-of-the-link-0123456789abcdef';

/** Its own JSON; `ticket` is the answer that the page shows. */
export function ticketServer(ticket: string, id: string): Promise<SmallServer> {
  // The page shows a time of the day on which it was written.
  const body = ticket.replace(/"at": "[^"]+"/, () => `"at": "${new Date(Date.now() + 900_000).toISOString()}"`);
  return serveHttp((request, response) => {
    if (request.url === `/v2/tickets/${id}`) answer(request, response, 200, body);
    else answer(request, response, 404, JSON.stringify({ error: 'not-found' }));
  });
}

/** Its own messages. */
export function feedServer(id: string): Promise<SmallServer> {
  return serveSockets(
    (socket) =>
      socket.on('message', (data) => {
        const { cmd, ticket } = JSON.parse(String(data));
        const say = (message: object) => socket.send(JSON.stringify(message));
        if (cmd === 'yo') say({ evt: 'yo' });
        if (cmd !== 'watch') return;
        if (ticket !== id) return say({ evt: 'nope', why: 'no such ticket' });
        say({ evt: 'watching' });
        say({ evt: 'change', body: { ticket, st: 'wok', rev: 4 } });
      }),
    { path: '/feed' },
  );
}

/** Its own events; `stream` is what the page shows of them. */
export function streamServer(stream: string, id: string): Promise<SmallServer> {
  return serveHttp((request, response) => {
    if (request.url !== `/orders/${id}/stream`) return answer(request, response, 404, '{"error":"not-found"}');
    response.writeHead(200, { ...corsHeaders, 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(`${stream}\n\n`);
  });
}

/** A Supabase project as its page sees it, with a table of its own; and the endpoint that exchanges links. */
export function projectServer(id: string): Promise<SmallServer> {
  const row = { id, stage: 'cooking', ticket_no: 17, updated_at: new Date().toISOString() };
  const isGuest = ({ headers }: IncomingMessage) => headers.authorization === `Bearer ${guestToken}`;
  const http: RequestListener = (request, response) => {
    const { method, url = '' } = request;
    if (method === 'OPTIONS') return answer(request, response, 204);
    if (url === '/api/track') return exchange(request, response);
    const isRow = url.startsWith('/rest/v1/kitchen_tickets') && url.includes(`id=eq.${id}`);
    if (method === 'GET') answer(request, response, 200, JSON.stringify(isGuest(request) && isRow ? [row] : []));
    else answer(request, response, 404, '{}');
  };
  return serveSockets(
    (socket) =>
      socket.on('message', (data) => {
        const [joinRef, ref, topic, event, payload] = JSON.parse(String(data));
        const send = (name: string, content: object) =>
          socket.send(JSON.stringify([joinRef, ref, topic, name, content]));
        if (event === 'heartbeat') send('phx_reply', { status: 'ok', response: {} });
        if (event !== 'phx_join') return;
        const asked: readonly { table?: string }[] = payload.config.postgres_changes;
        send('phx_reply', { status: 'ok', response: { postgres_changes: asked } });
        send('system', { status: 'ok', extension: 'system', message: 'ready', channel: 'x' });
        if (asked.some(({ table }) => table === 'kitchen_tickets')) {
          send('system', { status: 'ok', extension: 'postgres_changes', message: 'ready', channel: 'x' });
        }
      }),
    {},
    http,
  );
}

function exchange(request: IncomingMessage, response: ServerResponse): void {
  let body = '';
  request.on('data', (piece) => {
    body += piece;
  });
  request.on('end', () => {
    if (JSON.parse(body).capability === capability) {
      answer(request, response, 200, JSON.stringify({ access_token: guestToken }));
    } else answer(request, response, 403, JSON.stringify({ error: 'forbidden' }));
  });
}

function answer({ method }: IncomingMessage, response: ServerResponse, status: number, body?: string): void {
  response.writeHead(method === 'OPTIONS' ? 204 : status, {
    ...corsHeaders,
    'content-type': 'application/json',
    'cache-control': 'no-cache',
  });
  response.end(method === 'OPTIONS' ? undefined : body);
}
