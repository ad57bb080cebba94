import fc from 'fast-check';
import { hostileOrder } from './hostile.js';
import type { Play } from './play.js';
import type { ReadAnswer } from './world/http-server.js';
import type { EventRule } from './world/order-server.js';
import type { TokenAnswer } from './world/token-service.js';

/** Only what decides which command may come next. What the tracker should do is not simulated. */
export interface Model {
  page: 'visible' | 'hidden' | 'frozen' | 'cached';
  isMounted: boolean;
  tabs: number;
  isUnplugged: boolean;
}

export const freshModel = (): Model => ({ page: 'visible', isMounted: true, tabs: 1, isUnplugged: false });

type Check = (model: Readonly<Model>) => boolean;
type PlayCommand = fc.AsyncCommand<Model, Play>;

/** A command that is written as it is named, and after which everything that must always hold is checked. */
function command(
  name: string,
  run: (play: Play, model: Model) => void | Promise<void>,
  check: Check = () => true,
): PlayCommand {
  return {
    check,
    toString: () => name,
    async run(model, play) {
      await run(play, model);
      await play.settle();
    },
  };
}

const isRunning: Check = ({ page }) => page === 'visible' || page === 'hidden';
const is =
  (page: Model['page']): Check =>
  (model) =>
    model.page === page;

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

const durations = fc.oneof(
  fc.integer({ min: 1, max: 300 }),
  fc.integer({ min: 300, max: 5_000 }),
  fc.integer({ min: 5_000, max: 90_000 }),
);

const kitchen: fc.Arbitrary<PlayCommand>[] = [
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

const server: fc.Arbitrary<PlayCommand>[] = [
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
  fc.constantFrom(undefined, 4429, 4401, 1013, 4400).map((refusal) =>
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

const network: fc.Arbitrary<PlayCommand>[] = [
  fc.tuple(fc.boolean(), fc.boolean()).map(([up, down]) =>
    command(
      `route: up ${up}, down ${down}`,
      ({ world }) => {
        world.network.isUplinkOpen = up;
        world.network.isDownlinkOpen = down;
        world.network.resume();
      },
      ({ isUnplugged }) => !isUnplugged,
    ),
  ),
  fc.constant(
    command('connections are reset', ({ world }) => {
      for (const { socket } of [...world.server.sockets]) socket.reset();
    }),
  ),
  fc.boolean().map((refuses) =>
    command(`port refuses: ${refuses}`, ({ world }) => {
      world.network.refuses = refuses;
    }),
  ),
  fc.boolean().map((silent) =>
    command(`port accepts silently: ${silent}`, ({ world }) => {
      world.network.acceptsSilently = silent;
    }),
  ),
  fc
    .tuple(fc.constantFrom(5, 20, 400, 3_000), fc.constantFrom(0, 200, 2_000))
    .map(([latency, wobble]) =>
      command(`latency ${latency} + ${wobble}`, ({ world }) => void Object.assign(world.network, { latency, wobble })),
    ),
  fc.constant(
    command(
      'the device loses its network',
      ({ world }, model) => {
        model.isUnplugged = true;
        world.unplug();
      },
      ({ isUnplugged }) => !isUnplugged,
    ),
  ),
  fc.constant(
    command(
      'the device has its network back',
      ({ world }, model) => {
        model.isUnplugged = false;
        world.plugIn();
      },
      ({ isUnplugged }) => isUnplugged,
    ),
  ),
  fc
    .constantFrom('online' as const, 'offline' as const)
    .map((event) => command(`the browser says ${event}, wrongly`, ({ world }) => world.device.tell(event))),
];

const page: fc.Arbitrary<PlayCommand>[] = [
  fc.constant(
    command(
      'hide',
      ({ guest }, model) => {
        model.page = 'hidden';
        guest.tab.tell('hidden');
      },
      is('visible'),
    ),
  ),
  fc.constant(
    command(
      'show',
      ({ guest }, model) => {
        model.page = 'visible';
        guest.tab.tell('shown');
      },
      is('hidden'),
    ),
  ),
  fc.constant(command('focus', ({ guest }) => guest.tab.tell('focused'), is('visible'))),
  fc.constant(
    command(
      'freeze',
      ({ guest }, model) => {
        model.page = 'frozen';
        guest.tab.freeze();
      },
      is('hidden'),
    ),
  ),
  fc.constant(
    command(
      'resume',
      ({ guest }, model) => {
        model.page = 'hidden';
        guest.tab.resume();
      },
      is('frozen'),
    ),
  ),
  fc.constant(
    command(
      'leave the page',
      ({ guest }, model) => {
        model.page = 'cached';
        guest.tab.leave();
      },
      is('visible'),
    ),
  ),
  fc.constant(
    command(
      'come back to the page',
      ({ guest }, model) => {
        model.page = 'visible';
        guest.tab.restore();
      },
      is('cached'),
    ),
  ),
  fc.constant(
    command('reload', ({ guest, world }, model) => {
      model.page = 'visible';
      world.reload(guest.tab);
    }),
  ),
  fc.constant(
    command(
      'a second tab',
      ({ world }, model) => {
        model.tabs += 1;
        world.open('A1');
      },
      ({ tabs }) => tabs < 2,
    ),
  ),
  fc.constant(
    command(
      'unmount',
      ({ guest, world }, model) => {
        model.isMounted = false;
        guest.unmount();
        return world.pass(0);
      },
      (model) => model.isMounted && isRunning(model),
    ),
  ),
  fc.constant(
    command(
      'mount',
      ({ guest }, model) => {
        model.isMounted = true;
        guest.mount();
      },
      (model) => !model.isMounted && isRunning(model),
    ),
  ),
  fc.constant(
    command(
      'move',
      ({ guest }) => guest.move(),
      (model) => model.isMounted && isRunning(model),
    ),
  ),
  fc.constantFrom('A1', 'B2', 'C3').map((id) => command(`follow ${id}`, ({ guest }) => guest.setOrder(id), isRunning)),
  fc.constant(command('refresh', (play) => play.refresh(), isRunning)),
  fc.constant(
    command(
      'retry',
      (play) => play.retry(),
      (model) => model.isMounted && isRunning(model),
    ),
  ),
  fc.boolean().map((awake) => command(`keep awake: ${awake}`, ({ guest }) => guest.keepAwake(awake), isRunning)),
  fc.boolean().map((denied) => command(`storage denied: ${denied}`, ({ world }) => world.device.deny(denied))),
];

const time: fc.Arbitrary<PlayCommand>[] = [
  durations.map((ms) => command(`wait ${ms} ms`, ({ world }) => world.pass(ms))),
  durations.map((ms) => command(`wait ${ms} ms`, ({ world }) => world.pass(ms))),
  durations.map((ms) => command(`wait ${ms} ms`, ({ world }) => world.pass(ms))),
  fc.tuple(fc.constantFrom(3_000, 15_000, 120_000, 1_200_000), fc.boolean()).map(([ms, stops]) =>
    command(`sleep ${ms} ms${stops ? ', the monotone clock too' : ''}`, async ({ world }) => {
      await world.device.sleep(ms, stops);
      // Two ticks of 2 s must have been missed for anybody to notice.
      if (ms > 4_000) for (const tab of world.device.tabs) if (tab.visible) tab.distrustAt = world.now;
    }),
  ),
  fc
    .constantFrom(-86_000_000, -600_000, -3_000, 3_000, 600_000, 43_200_000)
    .map((ms) => command(`the clock is set by ${ms} ms`, ({ world }) => world.device.setClock(ms))),
  fc.constant(command('600 s pass', ({ world }) => world.pass(600_000), is('hidden'))),
];

/** Everything that may happen, as often as the rest of its kind. */
export const allCommands: fc.Arbitrary<PlayCommand>[] = [...kitchen, ...server, ...network, ...page, ...time];
