import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';

/** Forwards a request to another server on this computer, and its response to the client. */
export function forwardRequest(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { url = '/', method, headers } = request;
  const forwarded = ask({ port, path: url, method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  forwarded.on('error', () => response.destroy());
  request.pipe(forwarded);
}
