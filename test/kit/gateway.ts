import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DemoServer } from '../demo/support.js';
import { closeServer } from '../support/close-server.js';

export const secretKey = 'sb_secret_of_the_test';

/** The gateway before a hosted project's REST API: it knows the secret key, and turns it into a token. */
export async function startGateway(server: DemoServer): Promise<{ url: string; close(): Promise<void> }> {
  const token = await server.tokens.sign({ role: 'service_role' }, 3600);
  const gateway = createServer(async (request, response) => {
    const { apikey, authorization, 'content-type': type = '' } = request.headers;
    const isSecret = apikey === secretKey;
    // A key that is no JWT is refused as a bearer token.
    if (authorization?.startsWith('Bearer sb_') || !(isSecret || apikey === server.secrets.publishableKey)) {
      response.writeHead(401, { 'Content-Type': 'application/json' }).end('{"message":"Invalid API key"}');
      return;
    }
    const body = await request.reduce<string>((text, part) => text + String(part), '');
    const answer = await fetch(`${server.url}${request.url}`, {
      method: 'POST',
      headers: {
        apikey: server.secrets.publishableKey,
        'Content-Type': type,
        ...(authorization ? { Authorization: authorization } : isSecret && { Authorization: `Bearer ${token}` }),
      },
      body,
    });
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(await answer.text());
  });
  gateway.listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  return {
    url: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`,
    close: () => closeServer(gateway),
  };
}
