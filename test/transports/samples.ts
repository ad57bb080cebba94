/* An order, a token and an answer for the tests of the transports. */

export const order = { id: 'A1', status: 'preparing', version: 2 };
export const token = 'header.secret.signature';

export function json(body: unknown, init: ResponseInit = {}, text = JSON.stringify(body)): Response {
  const headers = { 'content-type': 'application/json', ...init.headers };
  return new Response(text, { ...init, headers });
}
