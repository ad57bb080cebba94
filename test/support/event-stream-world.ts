import { FakeEnvironment } from './fake-environment.js';
import { jsonAtOnce } from './response-at-once.js';

/** A fake world whose server has an event stream at addresses with `/events`, and JSON at all others. */
export class EventStreamWorld extends FakeEnvironment {
  /** What reads are answered. */
  answer: unknown;
  reads = 0;
  streams = 0;
  #body: ReadableStreamDefaultController | undefined;

  override readonly fetch: typeof fetch = async (url) => {
    if (!String(url).includes('/events')) {
      this.reads += 1;
      return jsonAtOnce(this.answer);
    }
    this.streams += 1;
    const body = new ReadableStream({
      start: (controller) => {
        this.#body = controller;
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  };

  /** Says something on the stream, and gives it the time to arrive. */
  async say(text: string): Promise<void> {
    this.#body?.enqueue(new TextEncoder().encode(text));
    for (let turn = 0; turn < 5; turn += 1) await this.pass(0);
  }

  /** Ends the stream, as a server or a proxy does. */
  async end(): Promise<void> {
    this.#body?.close();
    for (let turn = 0; turn < 5; turn += 1) await this.pass(0);
  }

  /** An event with JSON. */
  sayJson(payload: unknown): Promise<void> {
    return this.say(`data: ${JSON.stringify(payload)}\n\n`);
  }
}
