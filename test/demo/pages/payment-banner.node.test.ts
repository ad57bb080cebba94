import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bannerOf, isDeclined } from '../../../demo/pages/confirmation/payment-banner.js';
import { isFinal, orderStatuses } from '../../../src/order/status.js';

const paid = (payment: string) => new URLSearchParams({ payment });

describe('the banner of the payment on the confirmation page', () => {
  it('says where the guest learns that the bank said no: not at a table where there is none', () => {
    const text = (order?: Parameters<typeof bannerOf>[1]) => bannerOf(paid('pending'), order)?.text ?? '';
    assert.match(text({ status: 'pending', fulfilment: 'dine_in' }), /we tell you at the table if the bank says no/);
    for (const fulfilment of ['pickup', 'delivery'] as const) {
      assert.match(text({ status: 'pending', fulfilment }), /we tell you here on this page if the bank says no/);
      assert.doesNotMatch(text({ status: 'pending', fulfilment }), /table/);
    }
    assert.match(text(), /we tell you if the bank says no/);
  });

  it('waits for the bank only as long as the order is open', () => {
    for (const status of orderStatuses) {
      assert.equal(bannerOf(paid('pending'), { status })?.result, isFinal(status) ? undefined : 'pending', status);
    }
  });

  it('contradicts no status of the order', () => {
    for (const status of orderStatuses) {
      const hasFailed = status === 'failed';
      assert.equal(bannerOf(paid('failed'), { status })?.result, hasFailed ? 'failed' : undefined, status);
      assert.equal(bannerOf(paid('succeeded'), { status })?.result, hasFailed ? undefined : 'succeeded', status);
    }
    assert.equal(bannerOf(paid('failed'), undefined)?.result, 'failed');
  });

  it('confirms nothing for an order that the guest may not see, and nothing that the URL does not name', () => {
    for (const payment of ['succeeded', 'pending', 'failed']) {
      assert.equal(bannerOf(paid(payment), 'unseen')?.result, 'unseen');
    }
    for (const payment of ['', 'toString', 'unseen']) assert.equal(bannerOf(paid(payment), undefined), undefined);
  });
});

describe('the confirmation page of a declined payment', () => {
  it('offers no receipt and no rating, before the order is there and afterwards', () => {
    assert.equal(isDeclined(paid('failed'), undefined), true);
    assert.equal(isDeclined(paid('failed'), { status: 'failed' }), true);
    assert.equal(isDeclined(paid('pending'), { status: 'failed' }), true);
    assert.equal(isDeclined(paid('failed'), { status: 'preparing' }), false);
    assert.equal(isDeclined(paid('succeeded'), undefined), false);
    assert.equal(isDeclined(paid('succeeded'), { status: 'failed' }), false);
  });
});
