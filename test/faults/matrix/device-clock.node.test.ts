import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { WorldKind } from '../world/kinds.js';
import { row, type Trial, within } from './trial.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const offsets = [45 * minute, -45 * minute, 3 * hour, -3 * hour, day, -day];
/** The back ends whose answers bring a `Date`: of the order, or at least of the token. */
const dated: readonly (readonly [WorldKind, ...number[]])[] = [
  ['polling', ...offsets],
  ['polling+token', 3 * hour, -45 * minute],
  ['socket+polling', day, -3 * hour],
  ['socket+token', 45 * minute, -day],
  ['plain+polling', 3 * hour, -3 * hour],
];
const promise = [20 * minute, 30 * minute] as const;

/** A guest whose clock is wrong opens the page five minutes after the kitchen's promise. */
async function open(trial: Trial, by: number): Promise<void> {
  trial.world.origin.promise = promise;
  trial.world.device.setClock(by);
  trial.world.commit('preparing');
  await trial.world.pass(5 * minute);
  await trial.begin();
}

/** How wrong the time is to which the page compares the back end's, ms. */
function error({ world, guest }: Trial): number {
  return Math.abs(world.device.wall() - (guest.look()?.clockAhead ?? 0) - +world.origin.clock());
}

/** Whether the page says that the order is late. */
function isLate({ guest }: Trial): boolean {
  return guest.look()?.estimate?.late === true;
}

/** Lets 24 of the 25 minutes pass that are left, and expects "late" after the last one. */
async function expectLateInTime(trial: Trial): Promise<void> {
  for (let passed = 0; passed < 24; passed += 1) {
    await trial.world.pass(minute);
    assert.equal(isLate(trial), false, `late after ${passed} min`);
  }
  const last = await trial.until(() => isLate(trial), 2 * minute);
  assert.ok(Math.abs(last - 55_000) < 10_000, `late after 24 min and ${last} ms`);
}

describe("the device's clock is wrong", () => {
  for (const [kind, ...tried] of dated) {
    for (const by of tried) {
      row(
        'F54',
        `says "late" when the order is, and not before: ${kind}, ${by / minute} min`,
        async (trial) => {
          await open(trial, by);
          within(error(trial), 2_000, 'the error of the clock');
          assert.ok(trial.guest.look()?.estimate, 'there is no estimate');
          assert.equal(isLate(trial), false);
          await expectLateInTime(trial);
        },
        { kind, begun: false },
      );
    }
  }

  const corrected = [...offsets.map((by) => ['polling', by] as const), ['socket+polling', -3 * hour] as const];
  for (const [kind, by] of corrected) {
    row(
      'F54',
      `is never late by a clock that the guest sets right, from ${by / minute} min: ${kind}`,
      async (trial) => {
        await open(trial, by);
        trial.world.device.setClock(-by);
        assert.equal(await trial.until(() => isLate(trial), minute), Number.POSITIVE_INFINITY);
        within(error(trial), 2_000, 'the error of the clock');
      },
      { kind, begun: false },
    );
  }

  for (const by of offsets.filter((offset) => offset < 0)) {
    row(
      'F54',
      `learns from a change alone that the clock is slow: ${by / minute} min`,
      async (trial) => {
        trial.world.http.date = () => undefined;
        await open(trial, by);
        trial.world.commit('pending');
        trial.world.commit('preparing');
        await trial.watch(1_000);
        within(error(trial), 2_000, 'the error of the clock');
        assert.equal(isLate(trial), false);
      },
      { kind: 'socket', begun: false },
    );
  }

  const wrong: Record<string, (now: Date) => string | undefined> = {
    'is missing': () => undefined,
    'is no date': () => 'today',
    'is of 1970': () => new Date(0).toUTCString(),
    'is of 2099': () => new Date(Date.UTC(2099, 0, 1)).toUTCString(),
    'is three hours before what is stamped': (now) => new Date(+now - 3 * hour).toUTCString(),
    'is a day after what is stamped': (now) => new Date(+now + day).toUTCString(),
  };
  for (const [what, date] of Object.entries(wrong)) {
    row(
      'F54',
      `keeps to a right clock where the server's Date ${what}`,
      async (trial) => {
        trial.world.http.date = date;
        await open(trial, 0);
        assert.equal(trial.guest.look()?.clockAhead, 0);
        await expectLateInTime(trial);
      },
      { kind: 'polling', begun: false },
    );
  }

  row(
    'F54',
    'keeps to what is known where a captive portal has a clock of its own',
    async (trial) => {
      await open(trial, 45 * minute);
      trial.world.http.answer = { kind: 'html' };
      trial.world.http.date = (now) => new Date(+now + 5 * hour).toUTCString();
      await trial.watch(minute);
      trial.world.http.heal();
      trial.world.http.date = (now) => now.toUTCString();
      assert.equal(isLate(trial), false);
      await trial.watch(minute);
      within(error(trial), 2_000, 'the error of the clock');
    },
    { kind: 'polling', begun: false },
  );

  row(
    'F54',
    'learns it from answers that the order has not changed',
    async (trial) => {
      trial.world.http.date = () => undefined;
      await open(trial, 45 * minute);
      trial.world.http.date = (now) => now.toUTCString();
      await trial.watch(30_000);
      within(error(trial), 2_000, 'the error of the clock');
    },
    { kind: 'polling', begun: false },
  );
});
