import type { OrderStatusTracker } from '../../../../src/elements/tracker/order-status-tracker.js';
import { PreviewFrame } from '../preview/preview-frame.js';
import { thisEvening } from '../simulation/sample-order.js';
import { SimulatedRestaurant } from '../simulation/simulated-restaurant.js';
import { type Play, possibleConnection, prepare } from '../simulation/situations.js';
import { type Picture, readLook } from './axes.js';

/** A picture that is complete. */
export interface ShownTile {
  /** How the element really follows the order. */
  readonly connection: string;
  remove(): void;
}

/** Makes each order id new: the device keeps the ids of announced orders. */
let lastOrder = Date.now();

/** Puts a real element into `place`, in the situation of the picture; into none once `signal` is aborted. */
export async function showTile(
  place: HTMLElement,
  picture: Picture,
  css: string,
  signal: AbortSignal,
): Promise<ShownTile | undefined> {
  const { situation, layout, lang, fulfilment, look } = picture;
  const { isDark } = readLook(look);
  lastOrder += 1;
  const connection = possibleConnection(situation, picture.connection);
  const play = prepare(situation, connection, `gallery-${lastOrder}`, thisEvening());
  const attributes = {
    layout,
    lang,
    fulfilment,
    theme: isDark ? 'dark' : 'light',
    ...(play.orderId && { 'order-id': play.orderId }),
  };
  place.dataset.scheme = isDark ? 'dark' : 'light';
  // At ready, `handover` covers the whole page: it needs one of its own.
  const needsPage = layout === 'handover' && (situation === 'ready' || situation === 'taken_back');
  // A frame that leaves the page never loads.
  const gone = new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined)));
  const show = needsPage ? showInFrame : showHere;
  const tracker = await Promise.race([show(place, attributes, propertiesOf(play), css), gone]);
  if (!tracker) return undefined;
  await play.play();
  await tracker.updateComplete;
  if (signal.aborted) return undefined;
  return { connection: tracker.connectionStatus, remove: () => place.replaceChildren() };
}

function propertiesOf({ restaurant, known }: Play): Partial<OrderStatusTracker> {
  return {
    transport: restaurant.transport,
    pollUrl: SimulatedRestaurant.pollUrl,
    environment: restaurant.environment,
    ...(known && { order: known }),
  };
}

/** In a shadow tree of its own, so that every picture can have another theme. */
async function showHere(
  place: HTMLElement,
  attributes: Readonly<Record<string, string>>,
  properties: Partial<OrderStatusTracker>,
  css: string,
): Promise<OrderStatusTracker> {
  await customElements.whenDefined('order-status-tracker');
  const stage = document.createElement('div');
  const style = document.createElement('style');
  const tracker = document.createElement('order-status-tracker');
  style.textContent = css;
  Object.assign(tracker, properties);
  for (const [name, value] of Object.entries(attributes)) tracker.setAttribute(name, value);
  stage.attachShadow({ mode: 'open' }).append(style, tracker);
  place.replaceChildren(stage);
  await tracker.updateComplete;
  return tracker;
}

async function showInFrame(
  place: HTMLElement,
  attributes: Readonly<Record<string, string>>,
  properties: Partial<OrderStatusTracker>,
  css: string,
): Promise<OrderStatusTracker | undefined> {
  const frame = new PreviewFrame('The number over the whole screen');
  frame.element.tabIndex = -1;
  place.replaceChildren(frame.element);
  await frame.mount({ attributes, properties });
  frame.setStyle(css);
  frame.setScheme(attributes.theme === 'dark' ? 'dark' : 'light');
  return frame.tracker;
}
