import * as v from 'valibot';
import type { Database } from '../database/database.js';
import type { Claims } from '../database/identity.js';
import type { Channel } from './channel.js';
import type { BroadcastFrame, PlainBroadcast } from './frames.js';
import { type Extension, maySend } from './private-topics.js';
import type { RateCounter } from './rate-counter.js';
import { Refusal } from './refusals.js';
import type { Topics } from './topics.js';

export interface ClientMessageServices {
  readonly database: Database;
  readonly topics: Topics;
  /** Messages of all clients and of the database. */
  readonly events: RateCounter;
  readonly limits: { readonly maximumPayload: number; readonly allowsPublicSending: boolean };
}

/** The answer to a message, in `phx_reply`. */
export interface Answer {
  readonly status: 'ok' | 'error';
  readonly response: object;
}

const ok: Answer = { status: 'ok', response: {} };

/**
 * Whether a client may send to a topic. A private one is a matter of PostgreSQL's policies. A public one is open to
 * everybody who has the publishable key, as on a hosted project, unless this server is not to pass on what strangers send.
 */
export async function allowsSending(
  { database, limits }: ClientMessageServices,
  { name, isPrivate }: { readonly name: string; readonly isPrivate: boolean },
  claims: Claims,
  extension: Extension,
): Promise<boolean> {
  return isPrivate ? maySend(database, claims, name, extension) : limits.allowsPublicSending;
}

/** Passes a client's broadcast on. There is an answer only if the channel asked for it, and none at all to a refusal. */
export async function passOn(
  channel: Channel,
  message: BroadcastFrame | PlainBroadcast,
  services: ClientMessageServices,
): Promise<Answer | undefined> {
  const { topics, events, limits } = services;
  if (!(await allowsSending(services, channel, channel.bearerClaims, 'broadcast'))) return undefined;
  if (!events.take()) {
    channel.fail(new Refusal(undefined, 'Too many messages per second'));
    return undefined;
  }
  if (sizeOf(message) <= limits.maximumPayload) {
    topics.broadcast(channel, message, channel.sendsToItself ? undefined : channel);
  }
  return channel.acknowledges ? ok : undefined;
}

function sizeOf(message: BroadcastFrame | PlainBroadcast): number {
  return 'plain' in message ? Buffer.byteLength(JSON.stringify(message.plain) ?? '') : message.payload.length;
}

const presenceSchema = v.object({ event: v.string(), payload: v.optional(v.unknown()) });

/** A client says that it is present on its channel's topic, what it says of itself, or that it is no longer there. */
export async function changePresence(
  channel: Channel,
  payload: unknown,
  services: ClientMessageServices,
): Promise<Answer | undefined> {
  const { topics, events } = services;
  const said = v.safeParse(presenceSchema, payload);
  // The real server answers frames without an event, and changes nothing.
  if (!said.success) return ok;
  if (!(await allowsSending(services, channel, channel.bearerClaims, 'presence'))) {
    return { status: 'error', response: {} };
  }
  if (!events.take()) {
    channel.fail(new Refusal(undefined, 'Too many presence messages per second'));
    return undefined;
  }
  const { event, payload: meta = {} } = said.output;
  switch (event.toLowerCase()) {
    case 'track':
      if (typeof meta !== 'object' || meta === null || Array.isArray(meta)) {
        return { status: 'error', response: { reason: 'Presence track payload must be a map' } };
      }
      topics.track(channel, channel.presenceKey, meta);
      return ok;
    case 'untrack':
      topics.untrack(channel);
      return ok;
    default:
      return { status: 'error', response: {} };
  }
}
