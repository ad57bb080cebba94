import fc from 'fast-check';
import type { EventRule } from '../world/order-server.js';
import { command, type PlayCommand } from './command.js';

const statuses = ['pending', 'preparing', 'ready', 'out_for_delivery', 'served'] as const;
const orders = ['A1', 'A1', 'A1', 'B2'] as const;

const rules: fc.Arbitrary<EventRule> = fc.oneof(
  fc.constantFrom<EventRule>(
    { kind: 'lose' },
    { kind: 'duplicate' },
    { kind: 'hold' },
    { kind: 'truncate' },
    { kind: 'corrupt' },
  ),
  fc.constantFrom(300, 4_000, 30_000).map((milliseconds): EventRule => ({ kind: 'delay', milliseconds })),
);

/** Commands that change the order, or damage the next change on its way to the page. */
export const kitchen: fc.Arbitrary<PlayCommand>[] = [
  fc
    .tuple(fc.constantFrom(...statuses), fc.constantFrom(...orders))
    .map(([status, id]) => command(`commit ${status} to ${id}`, ({ world }) => world.commit(status, id))),
  fc
    .constantFrom('completed', 'cancelled')
    .map((status) => command(`commit ${status}`, ({ world }) => world.commit(status))),
  fc.constant(command('commit a status that no map knows', ({ world }) => world.commit('plating'))),
  fc.constant(
    command('restore from a backup', ({ world }) => {
      world.origin.restore('A1');
      world.signal();
      world.server.publish('A1');
    }),
  ),
  rules.map((rule) =>
    command(`next change: ${JSON.stringify(rule)}`, ({ world }) => void world.server.rules.push(rule)),
  ),
];
