import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stageOf, type WalletStage } from '../../demo/supabase/functions/_shared/wallet/wallet-order.js';
import { orderStatuses, type Phase, phaseOf } from '../../src/order/status.js';

/** What a phase is on the card of a wallet. A meal at the table needs no card any more. */
const stages: Readonly<Record<Phase, readonly WalletStage[]>> = {
  new: ['open'],
  kitchen: ['preparing'],
  counter: ['ready'],
  out: ['on_the_way', 'done'],
  happyEnd: ['done'],
  unhappyEnd: ['cancelled'],
};

describe('the card of a wallet', () => {
  for (const status of orderStatuses) {
    it(`has a stage for ${status}`, () => {
      const phase = phaseOf(status);
      const stage = stageOf({ status, status_source: 'confirmed' });
      assert.ok(phase && stages[phase].includes(stage), `${status} is ${stage}; see stages in wallet-order.ts`);
    });
  }
});
