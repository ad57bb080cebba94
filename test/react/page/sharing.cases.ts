import { expect } from '@esm-bundle/chai';
import { createElement, Fragment } from 'react';
import { OrderStatusTracker, type OrderTrackingOptions, useOrderTracking } from '../../../src/react.js';
import { FakeTransport } from '../../support/fake-transport.js';
import { pending, ready } from '../../tracker/orders.js';
import { type Case, Mounted } from './mounted.js';

function Status(options: OrderTrackingOptions) {
  return createElement('output', null, useOrderTracking(options).orderStatus);
}

export const sharingCases: Readonly<Record<string, Case>> = {
  'opens one connection for two components with the same function': async () => {
    const at = new Mounted();
    const transport = new FakeTransport();
    transport.serve(pending);
    const getAccessToken = async () => 'token';
    const options = { orderId: 'A1', transport, environment: at.world, getAccessToken };
    const both = (newest: () => Promise<string>) =>
      at.render(
        createElement(
          Fragment,
          null,
          createElement(Status, { ...options, getAccessToken: newest }),
          createElement(Status, { ...options, getAccessToken: newest }),
        ),
      );
    await both(getAccessToken);
    await both(async () => 'newer');
    transport.push(ready);
    await at.settle();
    expect(at.container.textContent).to.equal('readyready');
    expect(transport.connections).to.have.length(1);
    await at.unmount();
    expect(transport.openConnections).to.equal(0);
  },

  'opens one connection for the hook and the element': async () => {
    const at = new Mounted();
    const transport = new FakeTransport();
    transport.serve(pending);
    const options = { orderId: 'A1', transport, environment: at.world };
    const tag = Object.assign(document.createElement('order-status-tracker'), options);
    document.body.append(tag);
    await at.renderStrictly(
      createElement(
        Fragment,
        null,
        createElement(Status, { ...options, onStatusUpdate: () => undefined }),
        createElement(OrderStatusTracker, { ...options, onOrderReady: () => undefined }),
      ),
    );
    expect(transport.connections).to.have.length(1);
    transport.push(ready);
    await at.settle();
    expect(at.container.textContent).to.equal('ready');
    expect(tag.getAttribute('status')).to.equal('ready');
    expect(at.container.querySelector('order-status-tracker')?.getAttribute('status')).to.equal('ready');
    tag.remove();
    await at.unmount();
    expect(transport.openConnections).to.equal(0);
  },

  'reads once for the hook and the element': async () => {
    const at = new Mounted();
    const asked: string[] = [];
    const fetch = async (url: URL | RequestInfo) => {
      asked.push(String(url));
      return Response.json(pending);
    };
    const environment = Object.assign(at.world, { fetch });
    const options = { orderId: 'A1', pollUrl: 'https://example.test/orders/{id}', environment };
    await at.renderStrictly(
      createElement(Fragment, null, createElement(Status, options), createElement(OrderStatusTracker, options)),
    );
    expect(at.container.textContent).to.equal('pending');
    expect(asked).to.deep.equal(['https://example.test/orders/A1']);
    await at.world.pass(10_500);
    expect(asked).to.have.length(2);
    await at.unmount();
  },
};
