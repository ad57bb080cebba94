import type { Fulfilment, OrderStatus } from '../../../../src/order/status.js';
import { minute, momentAfter } from './sample-order.js';
import type { Network, SimulatedRestaurant, WireOrder } from './simulated-restaurant.js';

/** Something that happens in a story, in the kitchen or to the network. */
export interface StoryEvent {
  /** Milliseconds since the order was placed. */
  readonly at: number;
  /** In a word or two. */
  readonly title: string;
  /** What really happens, which the guest may not know. */
  readonly text: string;
  readonly change?: WireOrder & { readonly status?: OrderStatus };
  readonly network?: Network;
}

/** An order's way, from its arrival to its end. */
export interface Story {
  /** The first one is the arrival, at 0. */
  readonly events: readonly StoryEvent[];
  /** In milliseconds. */
  readonly length: number;
}

export const storyNames = {
  everything: 'Everything that can happen',
  smooth: 'A smooth evening',
  cancelled: 'A cancelled order',
  expired: 'A link that expires',
  silent: 'A connection that dies in silence',
} as const;
export type StoryName = keyof typeof storyNames;

const ready = { status: 'ready', delayed: false, reason: null } as const;

type Scene = readonly [minutes: number, title: string, text: string, happening: Pick<StoryEvent, 'change' | 'network'>];

const arrival: Scene = [0, 'Ordered', 'The order arrives in the kitchen.', {}];
const cooking: Scene = [1.5, 'Preparing', 'The kitchen begins.', { change: { status: 'preparing' } }];

/** The story as it goes for this kind of order, placed at `start` (milliseconds since 1970). */
export function tellStory(name: StoryName, fulfilment: Fulfilment, start: number): Story {
  const scenes = [
    ...scenesOf[name](start),
    ...(name === 'cancelled' || name === 'expired' ? [] : endOf(name, fulfilment)),
  ];
  const events = scenes.map(([minutes, title, text, happening]) => ({
    at: minutes * minute,
    title,
    text,
    ...happening,
  }));
  return { events, length: (events.at(-1)?.at ?? 0) + 1.5 * minute };
}

const scenesOf: Readonly<Record<StoryName, (start: number) => readonly Scene[]>> = {
  everything: () => [
    arrival,
    cooking,
    [5, 'Ready?', 'Somebody presses “Ready” by mistake …', { change: { status: 'ready' } }],
    [5.75, 'Taken back', '… and takes it back.', { change: { status: 'preparing' } }],
    [8, 'Connection cut', 'The server refuses sockets; its endpoint still answers.', { network: 'reads' }],
    [10.5, 'Server down', 'Now the endpoint fails too.', { network: 'nothing' }],
    [12, 'Phone offline', 'The guest walks into the cellar: the phone has no network.', { network: 'offline' }],
    [13.5, 'Back again', 'Network and server work again.', { network: 'live' }],
    [
      15.5,
      'Delayed',
      'The kitchen says that it takes longer, and why.',
      { change: { delayed: true, reason: 'The oven needs a moment longer' } },
    ],
    [
      20.25,
      'Late',
      'The promised time has passed. The kitchen works on: two of three dishes are done.',
      {
        change: {
          items: [
            { id: '1', name: 'Tagliatelle al ragù', quantity: 2, status: 'ready' },
            { id: '2', name: 'Pizza Margherita', quantity: 1, status: 'preparing' },
            { id: '3', name: 'Tiramisù della casa', quantity: 2, status: 'ready' },
          ],
        },
      },
    ],
    [23, 'Ready', 'The order is ready, and this time it is true.', { change: ready }],
  ],
  smooth: (start) => [
    arrival,
    cooking,
    [6, 'Sooner', 'It goes well: the kitchen expects it earlier.', { change: window(start, 10, 13) }],
    [11.5, 'Ready', 'The order is ready.', { change: ready }],
  ],
  cancelled: () => [
    arrival,
    cooking,
    [4, 'On hold', 'The kitchen pauses the order.', { change: { on_hold: true, reason: 'We check an ingredient' } }],
    [
      7,
      'Cancelled',
      'The order is cancelled, and the kitchen says why.',
      { change: { status: 'cancelled', on_hold: false, reason: 'The oven has gone out' } },
    ],
    [10, 'Refunded', 'The money goes back.', { change: { status: 'refunded', reason: null } }],
  ],
  expired: () => [
    arrival,
    cooking,
    [4, 'Link expired', 'The back end refuses the guest’s link.', { network: 'forbidden' }],
  ],
  silent: () => [
    arrival,
    cooking,
    [3, 'Silence', 'The Wi-Fi swallows everything, and closes nothing.', { network: 'hanging' }],
    [4, 'Ready', 'The kitchen is done. The message is lost.', { change: ready }],
    [5, 'Back again', 'Everything works again. No further message comes.', { network: 'live' }],
  ],
};

function endOf(name: StoryName, fulfilment: Fulfilment): readonly Scene[] {
  const after = name === 'everything' ? 23 : name === 'silent' ? 6 : 11.5;
  const handedOver: Readonly<Record<Fulfilment, readonly Scene[]>> = {
    dine_in: [[after + 2, 'Served', 'It is on the table.', { change: { status: 'served' } }]],
    pickup: [],
    delivery: [[after + 2, 'On its way', 'The courier has left.', { change: { status: 'out_for_delivery' } }]],
  };
  return [
    ...handedOver[fulfilment],
    [after + 5, 'Completed', 'The order has come to its end.', { change: { status: 'completed' } }],
  ];
}

function window(start: number, from: number, to: number): WireOrder {
  return { estimated_ready_from: momentAfter(start, from), estimated_ready_to: momentAfter(start, to) };
}

/** Makes it happen. */
export function happen({ change, network }: StoryEvent, restaurant: SimulatedRestaurant): void {
  if (network) restaurant.network = network;
  if (change) restaurant.change(change);
}
