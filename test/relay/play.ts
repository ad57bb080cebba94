import assert from 'node:assert/strict';
import { SampleApis } from '../../demo/server/relay/sample-apis.js';
import { guest, timeOf } from '../../demo/server/relay/samples/index.js';
import { makeSampleKeys, type SignedMessage, settingsFor, signMessage } from '../../demo/server/relay/sign.js';
import { createRelay, type ProviderEvent, type RelayStore } from '../../src/relay.js';
import { rankOf } from './memory-store.js';
import type { Delivery, Schedule } from './schedule.js';

export const restaurant = '5a1e0000-7ab1-4e00-8000-000000000001';
const keys = makeSampleKeys();
const strangerKeys = makeSampleKeys();
const now = Date.parse('2026-11-30T12:00:00Z');

/** They try again for days, or as long as the sender likes: their messages are late and never lost. */
const tirelessProviders: readonly string[] = ['square', 'standard', 'ucp'];

/** How much was played, for the report. */
export class Tally {
  schedules = 0;
  messages = 0;
  refused = 0;
  failures = 0;
  repeated = 0;
  readBack = 0;

  toString(): string {
    const { schedules, messages, refused, failures, repeated, readBack } = this;
    return (
      `${schedules} schedules, ${messages} messages: ${refused} forged or changed, all refused; ${repeated} repeated, ` +
      `none applied twice; ${failures} times the store failed; ${readBack} orders read back`
    );
  }
}

/** A store with what a test wants to know of it. */
export interface WatchedStore extends RelayStore {
  /** Adds an order that a courier delivers; its id. */
  add(): Promise<string>;
  /** The status of the provider's order. */
  statusOf(provider: string, externalId: string): Promise<string | undefined>;
}

/** Plays a schedule against a relay with this store, and asserts all that must hold. */
export async function play(schedule: Schedule, store: WatchedStore, tally: Tally): Promise<void> {
  const { sample, deliveries } = schedule;
  const run = {
    id: schedule.run,
    startedAt: now,
    orderId: sample.isCourier ? await store.add() : undefined,
  };
  const externalId = sample.externalId(run);
  const apis = new SampleApis();
  const readings: Promise<void>[] = [];
  const applied = new Map<string, number>();
  let failure: Delivery['failure'] = 'none';
  const failing: RelayStore = {
    quietOrders: (names, seconds) => store.quietOrders(names, seconds),
    async apply(event: ProviderEvent) {
      const present = failure;
      failure = 'none';
      if (present === 'before') throw new Error('The database is away.');
      assert.ok(!JSON.stringify(event).includes(guest.name), 'an event holds the name of a guest');
      assert.ok(!JSON.stringify(event).includes(guest.phone), 'an event holds the telephone number of a guest');
      const result = await store.apply(event);
      if (event.eventId !== undefined && result.outcome !== 'duplicate') {
        applied.set(event.eventId, (applied.get(event.eventId) ?? 0) + 1);
      }
      if (present === 'after') throw new Error('The connection broke after the commit.');
      return result;
    },
  };
  const relay = createRelay({
    providers: settingsFor(keys),
    store: failing,
    restaurant,
    fetch: apis.fetch,
    now: () => now,
    quietSeconds: 0,
    waitUntil: (work) => readings.push(work),
    onNews: () => {},
  });
  const send = async ({ url, headers, body }: SignedMessage) => {
    tally.messages += 1;
    const { status } = await relay(new Request(url, { method: 'POST', headers, body }));
    await Promise.all(readings.splice(0));
    return status;
  };

  let shown = -1;
  let reached = -1;
  const look = async () => {
    const status = await store.statusOf(sample.provider, externalId);
    assert.ok(rankOf(status) >= shown, `went back to ${status}`);
    shown = Math.max(shown, rankOf(status));
    return status;
  };

  let isHeard = false;
  for (const delivery of deliveries) {
    const { step, how, times } = delivery;
    const word = how === 'unknown' ? 'TELEPORTED' : (sample.steps[step]?.word ?? '');
    const message = sample.message(run, step, word);
    const isGenuine = how === 'sent' || how === 'unknown';
    if (how === 'sent' || how === 'lost') {
      reached = Math.max(reached, step);
      const latest = sample.answer?.(run, reached, sample.steps[reached]?.word ?? '');
      if (latest) apis.set(externalId, latest, timeOf(run, reached));
    }
    if (how === 'lost' && !tirelessProviders.includes(sample.provider)) continue;
    const url = `https://relay.example/relay/${sample.provider}`;
    const body = JSON.stringify(message.payload);
    const signer = how === 'forged' ? strangerKeys : keys;
    const signed = signMessage(sample.provider, signer, { url, headers: message.headers ?? {}, body, now });
    // Basic authentication protects no body: there, a changed message comes with a wrong password as well.
    const isPassword = sample.provider === 'doordash';
    const altered = { ...signed, body: `${body} `, ...(isPassword && { headers: { Authorization: 'Basic eDp5' } }) };
    const sent = how === 'tampered' ? altered : signed;
    if (isGenuine || how === 'lost') {
      failure = delivery.failure;
      if (failure !== 'none') tally.failures += 1;
    }
    const answers = await Promise.all(Array.from({ length: times }, () => send(sent)));
    tally.repeated += times - 1;
    if (how === 'forged' || how === 'tampered') {
      tally.refused += times;
      assert.deepEqual(new Set(answers), new Set([401]));
      continue;
    }
    // Who is told 503 sends again; for those who try once, reading back comes later.
    for (const status of answers) {
      assert.ok(status === 503 || (status >= 200 && status < 300), `was answered ${status}`);
      if (status === 503) assert.ok((await send(sent)) < 300);
    }
    failure = 'none';
    isHeard = true;
    await look();
  }

  // Everything works again.
  tally.readBack += (await relay.reconcile()).read;
  await Promise.all(readings.splice(0));
  if (isHeard && reached >= 0) assert.equal(await look(), sample.steps[reached]?.shows ?? 'pending');
  for (const [event, count] of applied) assert.equal(count, 1, `${event} was applied ${count} times`);
  tally.schedules += 1;
}
