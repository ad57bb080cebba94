import fc from 'fast-check';
import { hostileOrder } from '../hostile.js';
import type { ReadAnswer } from '../world/http-server.js';
import type { TokenAnswer } from '../world/token-service.js';
import { command, type PlayCommand } from './command.js';

const answers: fc.Arbitrary<ReadAnswer> = fc.oneof(
  fc.constantFrom<ReadAnswer>(
    { kind: 'fresh' },
    { kind: 'not-modified' },
    { kind: 'html' },
    { kind: 'redirect' },
    { kind: 'hang' },
    { kind: 'hang-body' },
    { kind: 'garbage' },
    { kind: 'huge' },
    { kind: 'other-order' },
  ),
  fc.integer({ min: 1, max: 3 }).map((ago): ReadAnswer => ({ kind: 'stale', ago })),
  fc.constantFrom(404, 500, 502, 511).map((status): ReadAnswer => ({ kind: 'status', status })),
  fc.tuple(fc.constantFrom(429, 503), fc.constantFrom(undefined, '7', '30', 'soon')).map(
    ([status, retryAfter]): ReadAnswer => ({
      kind: 'status',
      status,
      ...(retryAfter !== undefined && { retryAfter }),
    }),
  ),
);

/** Commands that change the behaviour of the servers. */
export const server: fc.Arbitrary<PlayCommand>[] = [
  answers.map((answer) =>
    command(`next read: ${JSON.stringify(answer)}`, ({ world }) => void world.http.next.push(answer)),
  ),
  answers.map((answer) =>
    command(`reads: ${JSON.stringify(answer)}`, ({ world }) => {
      world.http.answer = answer;
    }),
  ),
  fc.constant(command('reads work', ({ world }) => world.http.heal())),
  fc.constantFrom(0, 300, 3_000).map((delay) =>
    command(`reads take ${delay} ms`, ({ world }) => {
      world.http.delay = delay;
    }),
  ),
  fc.constantFrom<number | 'never'>(5, 800, 3_000, 'never').map((confirms) =>
    command(`confirms: ${confirms}`, ({ world }) => {
      world.server.confirms = confirms;
    }),
  ),
  fc.constantFrom(undefined, 4429, 4401, 1013, 4400, 4403).map((refusal) =>
    command(`refuses subscriptions: ${refusal}`, ({ world }) => {
      world.server.refusal = refusal;
    }),
  ),
  fc
    .constantFrom(1000, 1012, 4401, 4429)
    .map((code) => command(`closes subscriptions: ${code}`, ({ world }) => world.server.closeSubscriptions(code))),
  fc
    .constantFrom(1000, 1001, 1012, 1013, 4429)
    .map((code) => command(`closes sockets: ${code}`, ({ world }) => world.server.closeAll(code))),
  fc.boolean().map((works) =>
    command(`pings answered: ${works}`, ({ world }) => {
      world.server.answersPings = works;
    }),
  ),
  fc.boolean().map((works) =>
    command(`snapshots answered: ${works}`, ({ world }) => {
      world.server.answersSnapshots = works;
    }),
  ),
  fc.constant(command('the server crashes', ({ world }) => world.crash())),
  fc.constant(
    command('the server is back', ({ world }) => {
      world.server.isUp = true;
    }),
  ),
  fc.constantFrom<TokenAnswer>('good', 'expired', 'other-order', 'html', 'never', 500, 429, 401, 403).map((answer) =>
    command(`tokens: ${answer}`, ({ world }) => {
      world.tokens.answer = answer;
      // A token for another order has the same effect as a refusal.
      if (answer === 'other-order') world.server.noteRefusal(4403);
    }),
  ),
  fc.constant(
    command('access is withdrawn', ({ world }) => {
      world.tokens.revokedBefore = world.now + 1;
      if (world.tokens.isWanted) world.server.closeSubscriptions(4403);
    }),
  ),
  fc.constantFrom(60_000, 900_000).map((lifetime) =>
    command(`tokens last ${lifetime} ms`, ({ world }) => {
      world.tokens.lifetime = lifetime;
    }),
  ),
  hostileOrder.map((order) =>
    command(`hostile frame: ${JSON.stringify(order)}`, ({ world }) => {
      world.signal();
      world.server.injectOrder(order);
    }),
  ),
];
