import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { createRelay, type RelayNews, type RelayStore } from '../../src/relay.js';
import { MemoryStore } from './memory-store.js';
import { restaurant } from './play.js';

const secret = 'key';
const standardSecret = `whsec_${Buffer.from('standard secret').toString('base64')}`;
export const noon = Date.parse('2026-11-30T12:00:00Z');
/** A time in the hour before noon. */
export const at = (minute: number) => new Date(noon - 3_600_000 + minute * 60_000).toISOString();

/**
 * A relay that reads back what `answers` holds, by the last part of the address. Texts are sent as they are.
 *
 * @param another takes the events in place of `store`
 */
export function habits(another?: RelayStore) {
  const store = new MemoryStore(() => noon);
  const news: RelayNews[] = [];
  const answers = new Map<string, object>();
  const readings: Promise<void>[] = [];
  const relay = createRelay({
    providers: {
      shopify: { secret },
      woocommerce: { secret },
      toast: { secret },
      square: { secret, readBack: { token: 't' } },
      deliverect: { secret },
      ifood: { secret },
      'open-delivery': { secret },
      'uber-direct': { secret },
      doordash: { authorization: 'Bearer x' },
      standard: { secret: standardSecret },
    },
    publicUrl: 'https://a',
    store: another ?? store,
    restaurant,
    now: () => noon,
    fetch: async (address) => {
      const answer = answers.get(String(address).split('/').at(-1) ?? '');
      return answer ? Response.json(answer) : Response.json({}, { status: 404 });
    },
    waitUntil: (work) => readings.push(work),
    onNews: (item) => news.push(item),
  });
  let next = 0;
  const send = async (provider: string, payload: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
    const hmac = (content: string) => createHmac('sha256', secret).update(content).digest('hex');
    next += 1;
    const timestamp = String(Object(payload).timestamp ?? '');
    const request = new Request(`https://a/${provider}`, {
      method: 'POST',
      body,
      headers: {
        'x-shopify-hmac-sha256': hmac(body),
        'x-wc-webhook-signature': hmac(body),
        'x-server-authorization-hmac-sha256': hmac(body),
        'x-ifood-signature': hmac(body),
        'x-app-signature': hmac(body),
        'x-uber-signature': hmac(body),
        'x-square-hmacsha256-signature': hmac(`https://a/square${body}`),
        'toast-signature': hmac(body + timestamp),
        authorization: 'Bearer x',
        'webhook-id': `m${next}`,
        'webhook-timestamp': String(noon / 1000),
        'webhook-signature': new Webhook(standardSecret).sign(`m${next}`, new Date(noon), body),
        ...headers,
      },
    });
    const response = await relay(request);
    await Promise.all(readings.splice(0));
    return response;
  };
  const statusOf = (provider: string, id: string) => store.orderOf(restaurant, provider, id)?.status;
  return { store, news, answers, send, statusOf };
}
