import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { bearerToken } from '../tokens.js';
import type { Bearer } from './channel.js';
import { allowsSending } from './client-messages.js';
import type { RealtimeEndpoint } from './endpoint.js';
import { type BroadcastFrame, jsonBroadcast, type PlainBroadcast } from './frames.js';
import { nameOf } from './outages.js';

const batchSchema = v.object({
  messages: v.pipe(
    v.array(
      v.object({
        topic: v.pipe(v.string(), v.nonEmpty()),
        event: v.pipe(v.string(), v.nonEmpty()),
        payload: v.record(v.string(), v.unknown()),
        private: v.optional(v.boolean(), false),
      }),
    ),
    v.nonEmpty(),
  ),
});

/**
 * Realtime's REST interface for broadcasts: `POST /broadcast` for several messages, which `channel.send` uses before the
 * channel is joined, and `POST /broadcast/<topic>/events/<event>` for one, which is `channel.httpSend`.
 */
export function createBroadcastApi(endpoint: RealtimeEndpoint): Hono {
  const { topics, events, limits, tokens } = endpoint.services;
  const api = new Hono();

  /** The bearer of the request's token, or of its key. */
  async function bearerOf(context: Context): Promise<Bearer | undefined> {
    const token = bearerToken(context.req.header('authorization'));
    // Without a session, supabase-js sends the publishable key as a token too.
    if (token !== undefined && !token.startsWith('sb_')) {
      const check = await tokens.check(token);
      return check.fault ? undefined : check;
    }
    const bearer = await endpoint.bearerOfKey(context.req.header('apikey') ?? token ?? null);
    return typeof bearer === 'string' ? undefined : bearer;
  }

  const unauthorized = (context: Context) => context.json({ message: 'Unauthorized' }, 401);
  const tooMany = (context: Context) => context.json({ message: 'You have exceeded your rate limit' }, 429);
  const unreadable = (context: Context, errors: object) => context.json({ errors }, 422);

  function send(topic: { name: string; isPrivate: boolean }, message: BroadcastFrame | PlainBroadcast): void {
    topics.broadcast(topic, message);
  }

  api.post('/broadcast', async (context) => {
    const bearer = await bearerOf(context);
    if (!bearer) return unauthorized(context);
    const batch = v.safeParse(batchSchema, await context.req.json<unknown>().catch(() => undefined));
    if (!batch.success) {
      return unreadable(context, { messages: ['each message needs a topic, an event, and an object as payload'] });
    }
    for (const { topic: name, event, payload, private: isPrivate } of batch.output.messages) {
      // Nobody is told of messages that a policy refuses, nor of those that are too large.
      if (!(await allowsSending(endpoint.services, { name, isPrivate }, bearer.claims, 'broadcast'))) continue;
      if (!events.take()) return tooMany(context);
      const plain = { type: 'broadcast', event, payload };
      if (JSON.stringify(plain).length <= limits.maximumPayload) send({ name, isPrivate }, { plain });
    }
    return context.body(null, 202);
  });

  api.post('/broadcast/:topic/events/:event', async (context) => {
    const bearer = await bearerOf(context);
    if (!bearer) return unauthorized(context);
    const { topic: name, event } = context.req.param();
    const isPrivate = context.req.query('private') === 'true';
    const isBytes = context.req.header('content-type')?.startsWith('application/octet-stream') ?? false;
    const body = Buffer.from(await context.req.arrayBuffer());
    if (body.length > limits.maximumPayload) {
      return unreadable(context, { payload: ['Payload size exceeds tenant limit'] });
    }
    const message = isBytes ? bytesBroadcast(event, body) : readJson(event, body);
    if (!message) return unreadable(context, { payload: ["can't be blank"] });
    if (!(await allowsSending(endpoint.services, { name, isPrivate }, bearer.claims, 'broadcast'))) {
      return context.json({ message: 'Unauthorized' }, 403);
    }
    if (!events.take()) return tooMany(context);
    send({ name, isPrivate }, message);
    return context.body(null, 202);
  });

  api.onError((error, context) => {
    console.error(`A broadcast failed: ${nameOf(error)}`);
    return context.json({ message: 'Unable to authorize broadcast' }, 500);
  });
  return api;
}

function bytesBroadcast(event: string, payload: Buffer): BroadcastFrame {
  return { event, meta: undefined, encoding: 0, payload };
}

function readJson(event: string, body: Buffer): BroadcastFrame | undefined {
  try {
    return jsonBroadcast(event, JSON.parse(body.toString()));
  } catch {
    return undefined;
  }
}
