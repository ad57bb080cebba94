import { expect } from '@esm-bundle/chai';
import { createElement } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { OrderStatusTracker as TrackerElement } from '../../../src/elements/tracker/order-status-tracker.js';
import { OrderStatusBoard, OrderStatusTracker, type OrderStatusTrackerProps } from '../../../src/react.js';
import { FakeTransport } from '../../support/fake-transport.js';
import { pending, preparing, ready } from '../../tracker/orders.js';
import { inlineTransport, present } from './inline-transport.js';
import { type Case, Mounted, nextTask, until } from './mounted.js';
import { ServerPage } from './server-page.js';

/** Props that each render makes anew. `called` is told of each read, or of each answer. */
const inlineProps: Readonly<
  Record<string, (to: FakeTransport, called: () => void) => Partial<OrderStatusTrackerProps> & { environment?: object }>
> = {
  'a transport object': (to, called) => ({
    transport: {
      ...inlineTransport(to),
      read: (request) => {
        called();
        return present(to.read)(request);
      },
    },
  }),
  'a parse function': (transport, called) => ({
    transport,
    parse: (payload) => {
      called();
      return payload;
    },
  }),
};

/** The first one has to find elements that are not registered. */
export const elementCases: Readonly<Record<string, Case>> = {
  'hydrates what a server rendered: labels, order, functions and events arrive': hydrate,

  'sets properties, listens to events with the last function, and gives the element': async () => {
    const at = new Mounted();
    const transport = new FakeTransport();
    transport.serve(pending);
    const heard: string[] = [];
    let tag: TrackerElement | null = null;
    const render = (n: number, more = {}) =>
      at.renderStrictly(
        createElement(OrderStatusTracker, {
          orderId: 'A1',
          transport,
          environment: at.world,
          className: 'wide',
          id: 'order',
          ref: (element: TrackerElement | null) => {
            tag = element;
          },
          onOrderStatusChange: ({ status }) => heard.push(`${n} ${status}`),
          ...more,
        }),
      );
    await render(1, { layout: 'compact', order: preparing, theme: 'dark' });
    expect(tag).to.equal(at.container.querySelector('order-status-tracker.wide#order'));
    expect(heard[0]).to.equal('1 preparing');
    const isDrawnAsCard = () =>
      Boolean(at.container.querySelector('#order')?.shadowRoot?.querySelector('[part~=steps]'));
    expect(isDrawnAsCard()).to.equal(false);
    await render(2);
    await until(isDrawnAsCard);
    transport.push(ready);
    await at.settle();
    expect(heard.at(-1)).to.equal('2 ready');
    await at.unmount();
    expect(transport.openConnections).to.equal(0);
  },

  ...Object.fromEntries(
    Object.entries(inlineProps).map(([name, props]): [string, Case] => [
      `follows the order once with ${name} written inline, and calls its newest functions`,
      async () => {
        const at = new Mounted();
        const transport = new FakeTransport();
        transport.serve(pending);
        const calledBy: number[] = [];
        const render = (n: number) =>
          at.renderStrictly(
            createElement(OrderStatusTracker, {
              orderId: 'A1',
              environment: at.world,
              ...props(transport, () => calledBy.push(n)),
            }),
          );
        for (const n of [1, 2, 3, 4]) await render(n);
        expect(transport.connections).to.have.length(1);
        const tag = at.container.querySelector('order-status-tracker');
        await at.world.pass(3_000);
        void tag?.refresh();
        await at.settle();
        expect(calledBy.at(-1)).to.equal(4);
        await at.unmount();
        expect(transport.openConnections).to.equal(0);
      },
    ]),
  ),

  'hydrates it as well where the elements are registered already': hydrate,

  'waits for its properties also as the page has registered it, and shows what is inside until then': async () => {
    const container = document.body.appendChild(document.createElement('main'));
    const tag = document.createElement('order-status-tracker');
    expect(tag.constructor).to.equal(TrackerElement);
    container.innerHTML = `<order-status-tracker defer-hydration="" id="a"><p>Wait</p></order-status-tracker>`;
    const early = container.querySelector('order-status-tracker');
    for (let turn = 0; turn < 5; turn += 1) await nextTask();
    expect(early?.shadowRoot).to.equal(null);
    const root = hydrateRoot(
      container,
      createElement(OrderStatusTracker, { id: 'a' }, createElement('p', null, 'Wait')),
    );
    await until(() => Boolean(early?.shadowRoot?.textContent));
    expect(container.querySelector('order-status-tracker')).to.equal(early);
    root.unmount();
    container.remove();
  },

  'sets a prop that is undefined again, or gone, to its default': async () => {
    const at = new Mounted();
    const render = (props: OrderStatusTrackerProps) => at.renderStrictly(createElement(OrderStatusTracker, props));
    await render({
      theme: 'dark',
      layout: 'compact',
      notify: 'off',
      ratingAfter: 5,
      className: 'wide',
      title: 'Order',
    });
    const tag = at.container.querySelector('order-status-tracker');
    expect(tag?.theme).to.equal('dark');
    await render({ theme: undefined, layout: undefined, ratingAfter: undefined, title: undefined });
    const { theme, layout, notify, ratingAfter } = document.createElement('order-status-tracker');
    expect(tag).to.include({ theme, layout, notify, ratingAfter, title: '' });
    expect(tag?.hasAttribute('title')).to.equal(false);
    await render({ theme: 'light' });
    expect(tag).to.include({ theme: 'light', layout });
    await at.unmount();
  },

  'renders the board': async () => {
    const at = new Mounted();
    await at.renderStrictly(
      createElement(OrderStatusBoard, { restaurantId: 'R1', transport: new FakeTransport(), environment: at.world }),
    );
    expect(at.container.querySelector('order-status-board')?.restaurantId).to.equal('R1');
    await at.unmount();
  },
};

async function hydrate(): Promise<void> {
  const heard: string[] = [];
  const container = document.body.appendChild(document.createElement('main'));
  container.innerHTML = String(Reflect.get(globalThis, 'serverHtml'));
  const [early] = container.querySelectorAll<TrackerElement>('order-status-tracker');
  for (let turn = 0; turn < 5; turn += 1) await nextTask();
  expect(early?.hasAttribute('defer-hydration')).to.equal(true);
  expect(early?.hasAttribute('connection'), 'it waits for its properties').to.equal(false);
  const root = hydrateRoot(container, createElement(ServerPage, { heard }));
  const tag = () => container.querySelector<TrackerElement>('order-status-tracker');
  await until(() => Boolean(tag()?.shadowRoot?.textContent?.includes('Come and get it')));
  await until(() => container.querySelector('output')?.textContent === 'ready');
  expect(tag()).to.equal(early);
  expect(tag()?.labels).to.deep.equal({ ready: 'Come and get it' });
  expect(tag()?.getAttribute('status')).to.equal('ready');
  expect(heard).to.include.members(['parse', 'order-status-change ready', 'order-connection-change']);
  expect(container.querySelector('order-status-board')?.hasAttribute('connection')).to.equal(true);
  root.unmount();
  container.remove();
}
