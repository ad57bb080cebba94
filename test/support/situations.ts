import { en } from '../../src/locales/en.js';
import type { Labels, Plural } from '../../src/locales/locale.js';
import type { Estimate } from '../../src/order/estimate/estimate.js';
import type { Order } from '../../src/order/order.js';
import { type Fulfilment, type OrderStatus, orderStatuses, statuses } from '../../src/order/status.js';
import type { ConnectionStatus } from '../../src/tracker/connection-status.js';
import type { OrderTrackerSnapshot } from '../../src/tracker/types.js';
import { anOrder, type FakeTracked } from './fake-tracker.js';

/** Every way in which an order can be followed. */
export const connections = [
  'idle',
  'connecting',
  'connected',
  'polling',
  'error',
  'offline',
  'denied',
  'closed',
] as const satisfies readonly ConnectionStatus[];

export const layouts = ['card', 'compact', 'handover'] as const;
export const themes = ['light', 'dark', 'classic light', 'classic dark'] as const;

/** What an order can be in: each status, a word that no map knows, a clock's guess, and nothing at all. */
export const situations = [...orderStatuses, 'unknown', 'estimated', 'none'] as const;
export type Situation = (typeof situations)[number];

/** How long ago, in minutes, each thing happened, or how soon it is expected. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly late?: boolean;
  /** Default `ready`. */
  readonly of?: Estimate['of'];
}

/** How an element is set up, and what it is told. */
export interface Scene {
  readonly situation: Situation;
  readonly connection?: ConnectionStatus;
  readonly layout?: (typeof layouts)[number];
  readonly theme?: (typeof themes)[number];
  /** Default `en`. */
  readonly lang?: string;
  readonly labels?: Labels;
  readonly fulfilment?: Order['fulfilment'];
  /** What is different about the order. */
  readonly order?: Partial<Order>;
  /** When it is expected, in minutes from now. */
  readonly expected?: Window;
  /** A change of the order that the guest sees happen. */
  readonly change?: Partial<Order>;
  /** Whether the guest has asked to be alerted. */
  readonly isArmed?: boolean;
}

/** The moment of every scene: noon on the device's own clock, wherever it is. */
const noon = +new Date(2026, 10, 22, 12);

/** Makes an element that shows this, and hangs it into `place`. Resolves when it is drawn. */
export async function showScene(scene: Scene, place: Element = document.body): Promise<FakeTracked> {
  const tracker = document.createElement('fake-tracked') as FakeTracked;
  Object.assign(tracker, {
    orderId: 'A1',
    lang: scene.lang ?? 'en',
    layout: scene.layout ?? 'card',
    labels: scene.labels,
  });
  if (scene.theme) tracker.theme = scene.theme;
  // Nothing is measured while it moves.
  tracker.style.setProperty('--order-status-motion', '0s');
  tracker.world.setWall(noon - tracker.world.clock.wall());
  place.append(tracker);
  await tracker.updateComplete;
  if (scene.isArmed) await tracker.enableAlerts();
  await tracker.tracking.know(snapshotOf(scene));
  if (scene.change) await tracker.tracking.change(scene.change);
  // A toast is a second drawing.
  await tracker.updateComplete;
  return tracker;
}

function snapshotOf(scene: Scene): Partial<OrderTrackerSnapshot> {
  const { situation, connection = 'connected', expected } = scene;
  const isCached = connection === 'offline' || connection === 'denied';
  const isProblem = connection === 'error' || connection === 'denied';
  return {
    order: orderOf(scene),
    connectionStatus: connection,
    isConnected: connection === 'connected',
    isCached: isCached && situation !== 'none',
    lastUpdate: situation === 'none' ? undefined : new Date(noon - 2 * 60_000),
    estimate: expected && estimateOf(expected),
    error: isProblem
      ? { code: connection === 'denied' ? 'denied' : 'unreachable', message: '', recoverable: true }
      : undefined,
  };
}

function estimateOf({ from, to, late = false, of = 'ready' }: Window): Estimate {
  const at = (minutes: number) => new Date(noon + minutes * 60_000);
  return { of, from: at(from), to: at(to), source: 'backend', late };
}

function orderOf({ situation, fulfilment, order }: Scene): Order | undefined {
  if (situation === 'none') return undefined;
  const common = { ...anOrder, ...(fulfilment && { fulfilment }), updatedAt: new Date(noon - 2 * 60_000) };
  if (situation === 'unknown') return { ...common, unmappedStatus: 'FLAMBEING', ...order };
  if (situation === 'estimated') return { ...common, statusSource: 'estimated', ...order };
  return { ...common, ...wayOf(situation, common.fulfilment), status: situation, ...order };
}

/** Another kind of order, where this kind never has the status: nobody at a table waits for a courier. */
function wayOf(status: OrderStatus, usual: Fulfilment = 'dine_in'): Pick<Order, 'fulfilment'> {
  const ways = statuses[status].stepOf as readonly Fulfilment[];
  const [way = usual] = ways.includes(usual) ? [usual] : ways;
  return { fulfilment: way };
}

/** English at twice its length, in letters that some fonts lack, as translators test: nothing may be cut off. */
export const pseudoLong: Labels = Object.fromEntries(
  Object.entries(en)
    .filter(([key]) => key !== 'code' && key !== 'dir')
    .map(([key, text]) => [key, typeof text === 'string' ? stretch(text) : stretchForms(text)]),
);

function stretchForms(forms: Plural): Plural {
  return Object.fromEntries(Object.entries(forms).map(([form, text]) => [form, stretch(text)])) as Plural;
}

/** What stands in braces is filled in later and stays as it is. */
function stretch(text: string): string {
  const accents: Record<string, string> = { a: 'åa', e: 'éé', i: 'ïi', o: 'öo', u: 'ûu', n: 'ññ', s: 'šš' };
  return text.replace(/\{\w+\}|[aeiouns]/g, (part) => accents[part] ?? part).replace(/ /g, '\u2005 ');
}
