import { FakeEnvironment } from './fake-environment.js';
import { jsonAtOnce, responseAtOnce } from './response-at-once.js';

/** What was sent to the endpoint. */
export interface NotifySent {
  readonly url: string;
  readonly authorization: string | null;
  readonly isKeptAlive: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

type Reply = { readonly status: number; readonly body?: unknown };

/** The endpoint `notify` of the kit, as the element sees it, in a world that a test plays. */
export class FakeNotify extends FakeEnvironment {
  readonly sent: NotifySent[] = [];
  /** What the restaurant offers. */
  channels: Readonly<Record<string, unknown>> = {
    push: { public_key: 'BAAA' },
    sms: { may_reply: true },
    email: {},
  };
  given: readonly string[] = [];
  /** Answers instead of the usual; `undefined`: the usual. */
  reply: (body: Readonly<Record<string, unknown>>) => Reply | 'lost' | undefined = () => undefined;

  override readonly fetch: typeof fetch = async (input, init = {}) => {
    const body: Readonly<Record<string, unknown>> = JSON.parse(String(init.body));
    this.sent.push({
      url: String(input),
      authorization: new Headers(init.headers).get('authorization'),
      isKeptAlive: init.keepalive === true,
      body,
    });
    const reply = this.reply(body) ?? this.#usual(body.action);
    if (reply === 'lost') throw new TypeError('no network');
    const { status, body: answer } = reply;
    return answer === undefined ? responseAtOnce('', { status }) : jsonAtOnce(answer, { status });
  };

  /** What was sent of one kind, without the order. */
  of(action: string): readonly Readonly<Record<string, unknown>>[] {
    return this.sent.flatMap(({ body: { order_id, action: name, ...rest } }) => (name === action ? [rest] : []));
  }

  #usual(action: unknown): Reply {
    if (action === 'offers') return { status: 200, body: { channels: this.channels, given: this.given } };
    if (action === 'consent') return { status: 201, body: { recipient: '6f1d5f0a-0000-4000-8000-000000000000' } };
    return { status: 204 };
  }
}
