import { responseAtOnce } from './response-at-once.js';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type: string;
}

/** An HTTP server in the test's hands, which gives every request the same answer. */
export function jsonAnswers(order: unknown) {
  const good = (body: unknown): Answer => ({ status: 200, body: JSON.stringify(body), type: 'application/json' });
  const server = {
    answer: good(order),
    serve(next: unknown): void {
      server.answer = good(next);
    },
    fetch: async (): Promise<Response> => {
      const { status, body, type } = server.answer;
      return responseAtOnce(body, { status, headers: type ? { 'content-type': type } : {} });
    },
  };
  return server;
}
