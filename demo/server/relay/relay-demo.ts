import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as v from 'valibot';
import { createRelay, type Relay, type RelayNews } from '../../../src/relay.js';
import type { Database } from '../database/database.js';
import { hashCapability, newCapability } from '../tokens.js';
import { databaseStore } from './database-store.js';
import { SampleApis } from './sample-apis.js';
import { type Sample, samples, timeOf } from './samples/index.js';
import { makeSampleKeys, settingsFor, signMessage } from './sign.js';

export interface RelayDemoServices {
  readonly database: Database;
  readonly now: () => number;
  readonly restaurantId: string;
}

const firing = v.object({
  provider: v.string(),
  run: v.pipe(v.string(), v.regex(/^[a-z0-9]{6,16}$/)),
  startedAt: v.number(),
  step: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9)),
  /** `forged`: with another key; `unknown`: a word that no preset knows; `lost`: it happens, and nothing is sent. */
  how: v.picklist(['signed', 'forged', 'lost', 'unknown']),
  /** The order, once the page has its link. */
  order_id: v.optional(v.pipe(v.string(), v.uuid())),
});
type Firing = v.InferOutput<typeof firing>;

/**
 * The relay at `/functions/v1/relay/<provider>`, as on a hosted project, and what the page `/relay` needs to play the
 * providers: the server signs their samples, with keys that no page sees. A restaurant's own server has only the first.
 */
export function createRelayDemo({ database, now, restaurantId }: RelayDemoServices): Hono {
  const keys = makeSampleKeys();
  const apis = new SampleApis();
  const readings: Promise<void>[] = [];
  const news: RelayNews[] = [];
  const relay = createRelay({
    providers: settingsFor(keys),
    store: databaseStore(database),
    restaurant: restaurantId,
    fetch: apis.fetch,
    now,
    quietSeconds: 0,
    waitUntil: (work) => readings.push(work),
    onNews: (item) => news.push(item),
  });

  /** Plays a step of a provider, and tells what was sent and answered. */
  const fire = async (sample: Sample, { run: id, startedAt, step, how, order_id }: Firing, origin: string) => {
    const order = order_id ?? (sample.isCourier ? await orderFor(database, restaurantId) : undefined);
    const orderId = typeof order === 'object' ? order.id : order;
    const run = { id, startedAt, orderId };
    const word = how === 'unknown' ? 'TELEPORTED' : (sample.steps[step]?.word ?? '');
    const present = sample.answer?.(run, step, word);
    if (present && how !== 'forged') apis.set(sample.externalId(run), present, timeOf(run, step));
    if (how === 'lost') return { sent: null, order: null };

    const { payload, headers = {} } = sample.message(run, step, word);
    const url = `${origin}/functions/v1/relay/${sample.provider}`;
    const body = JSON.stringify(payload);
    const signed = signMessage(sample.provider, how === 'forged' ? makeSampleKeys() : keys, {
      url,
      headers,
      body,
      now: now(),
    });
    const response = await relay(new Request(url, { method: 'POST', headers: signed.headers, body }));
    await Promise.all(readings.splice(0));
    const link = typeof order === 'object' ? order : await linkFor(sample.externalId(run), sample.provider, order_id);
    return {
      sent: { ...signed, headers: shown(signed.headers) },
      status: response.status,
      outcome: response.headers.get('X-Relay-Outcome'),
      news: news.splice(0),
      order: link && { id: link.id, capability: link.capability },
    };
  };

  /** A link for the order that the relay has created, if there is none yet. */
  const linkFor = async (externalId: string, provider: string, known: string | undefined) => {
    if (known !== undefined) return undefined;
    const capability = newCapability();
    const { rows } = await database.as({ role: 'service_role' }, (query) =>
      query.query<{ id: string | null }>('select public.add_provider_link($1, $2, $3, $4) as id', [
        restaurantId,
        provider,
        externalId,
        hashCapability(capability),
      ]),
    );
    const id = rows[0]?.id;
    return id ? { id, capability } : undefined;
  };

  const site = new Hono();
  site.all('/functions/v1/relay/:provider', (context) => relay(context.req.raw));
  site.get('/api/relay/samples', (context) =>
    context.json(samples.map(({ provider, title, isCourier, steps }) => ({ provider, title, isCourier, steps }))),
  );
  site.post('/api/relay/fire', bodyLimit({ maxSize: 4096 }), async (context) => {
    const read = v.safeParse(firing, await context.req.json<unknown>().catch(() => undefined));
    const sample = samples.find(({ provider }) => read.success && provider === read.output.provider);
    if (!read.success || !sample)
      return context.json({ error: 'provider, run, startedAt, step and how are needed.' }, 400);
    return context.json(await fire(sample, read.output, new URL(context.req.url).origin));
  });
  site.post('/api/relay/reconcile', (context: Context) => reconciled(context, relay));
  return site;
}

/** Headers for the page. A password is no signature: it stays here. */
function shown(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return 'Authorization' in headers ? { ...headers, Authorization: 'Basic …' } : headers;
}

async function reconciled(context: Context, relay: Relay): Promise<Response> {
  return context.json(await relay.reconcile());
}

/** An order for a courier to deliver. */
async function orderFor(database: Database, restaurantId: string) {
  const capability = newCapability();
  const order = {
    restaurant_id: restaurantId,
    fulfilment: 'delivery',
    payment_status: 'succeeded',
    items: [{ name: 'Pizza Diavola', quantity: 1, prep_minutes: 11, price_minor: 1200 }],
  };
  const { rows } = await database.as({ role: 'service_role' }, (query) =>
    query.query<{ id: string }>('select id from public.place_order($1, $2)', [
      JSON.stringify(order),
      hashCapability(capability),
    ]),
  );
  const [placed] = rows;
  return placed && { id: placed.id, capability };
}
