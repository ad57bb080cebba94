import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { TokenAnswer } from '../world/token-service.js';
import { row, within } from './trial.js';

const options = { kind: 'socket+polling+token' } as const;
const hour = 3_600_000;

describe('access by token', () => {
  row(
    'F51',
    'stays live without a gap when the token is renewed in time',
    async (trial) => {
      const { connects } = trial;
      trial.world.tokens.lifetime = 60_000;
      // The first token lasts a quarter of an hour; those after it a minute.
      await trial.watch(12.5 * 60_000);
      let gaps = 0;
      await trial.until(() => {
        if (!trial.isLive) gaps += 1;
        return false;
      }, 600_000);
      assert.equal(gaps, 0);
      assert.equal(trial.connects, connects);
    },
    options,
  );

  for (const isMonotoneStopped of [false, true]) {
    row(
      'F52',
      `is live within 4 s when the token expired during sleep (monotone clock stopped: ${isMonotoneStopped})`,
      async (trial) => {
        const { tokens, http } = trial.world;
        await trial.world.device.sleep(hour, isMonotoneStopped);
        const from = trial.world.now;
        within(await trial.until(() => trial.isLive, 60_000), 4_000, 'until live');
        const expired = http.requests.filter((one) => !one.isToken && one.at >= from && one.status === 401);
        assert.equal(expired.length, 0, 'it sent an expired token');
        assert.equal(tokens.check(http.requests.at(-1)?.token, 'A1'), undefined);
      },
      options,
    );
  }

  for (const answer of [500, 429, 'never', 'html'] as const satisfies TokenAnswer[]) {
    row(
      'F53',
      `asks at most six times a minute while the token endpoint answers: ${answer}`,
      async (trial) => {
        trial.world.tokens.answer = answer;
        trial.world.open();
        await trial.watch(300_000);
        assert.ok(trial.busiestMinute('tokens', 0) <= 6, `${trial.busiestMinute('tokens', 0)} calls a minute`);
        assert.equal(trial.reads + trial.connects, 0, 'it sent a request without a token');
        trial.world.tokens.answer = 'good';
        within(await trial.until(() => trial.isLive, 100_000), answer === 429 ? 63_000 : 12_200, 'until live');
      },
      { ...options, begun: false },
    );
  }

  for (const answer of [401, 403] as const) {
    row(
      'F53',
      `says denied when the token endpoint answers ${answer}, and asks ever more rarely, until retry()`,
      async (trial) => {
        trial.world.tokens.answer = answer;
        trial.world.open();
        await trial.watch(300_000);
        assert.equal(trial.status, 'denied');
        assert.ok(trial.tokenCalls <= 5, `${trial.tokenCalls} tokens`);
        assert.equal(trial.reads + trial.connects, 0);
        trial.world.tokens.answer = 'good';
        trial.play.retry();
        within(await trial.until(() => trial.isLive, 10_000), 1_000, 'until live after retry()');
      },
      { ...options, begun: false },
    );
  }

  row(
    'F53',
    'asks ever more rarely where the token endpoint refuses a guest whose token has expired while the page was hidden',
    async (trial) => {
      trial.world.tokens.answer = 403;
      trial.guest.tab.tell('hidden');
      await trial.world.pass(hour);
      assert.equal(trial.status, 'denied');
      const before = trial.tokenCalls;
      trial.guest.tab.tell('shown');
      await trial.world.pass(hour);
      assert.ok(trial.tokenCalls - before <= 14, `${trial.tokenCalls - before} tokens`);
    },
    options,
  );

  for (const by of [-86_400_000, -600_000, 600_000, 86_400_000]) {
    row(
      'F54',
      `stays live when the device's clock is set by ${by / 60_000} min`,
      async (trial) => {
        trial.world.device.setClock(by);
        await trial.watch(10 * 60_000);
        assert.ok(trial.tokenCalls <= 2, `${trial.tokenCalls} tokens`);
        assert.ok(trial.isLive);
      },
      options,
    );
  }

  row(
    'F55',
    'says denied within 2.5 s when access is withdrawn',
    async (trial) => {
      const { connects } = trial;
      trial.world.tokens.revokedBefore = trial.world.now + 1;
      trial.world.tokens.answer = 403;
      trial.world.server.closeSubscriptions(4403);
      within(await trial.until(() => trial.status === 'denied', 60_000), 2_500, 'until it says denied');
      await trial.watch(300_000);
      assert.ok(trial.connects - connects <= 1);
    },
    options,
  );

  row(
    'F56',
    'says denied when the token is for another order',
    async (trial) => {
      trial.world.tokens.answer = 'other-order';
      trial.world.open();
      await trial.watch(60_000);
      assert.equal(trial.status, 'denied');
      assert.equal(trial.shown, undefined);
    },
    { ...options, begun: false },
  );
});
