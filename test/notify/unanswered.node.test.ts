import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { ids } from '../kit/actors.js';
import { manager, PlayedKit, staff, stranger } from './played-kit.js';

describe('an order that nobody answers', () => {
  let kit: PlayedKit;
  before(async () => {
    kit = await PlayedKit.open();
  });
  after(() => kit.close());
  beforeEach(() => kit.startOver({ accept_minutes: 4, unanswered_minutes: 5 }));

  describe('before its deadline', () => {
    it('tells the guest until when the restaurant answers, in the snapshot and in broadcasts', async () => {
      const order = await kit.place();
      const told = { accept_by: '2026-12-01T18:04:00+00:00', usual_answer_minutes: 4 };
      assert.deepEqual(pick(await kit.wire(order)), told);
      const [broadcast] = await kit.heard(`order:${order}`);
      assert.deepEqual(pick(broadcast), told);
    });

    it('tells no deadline where the restaurant has set none', async () => {
      await kit.own('update public.notification_settings set accept_minutes = null');
      const order = await kit.place();
      assert.equal('accept_by' in (await kit.wire(order)), false);
      const other = await kit.place('pending', ids.B);
      assert.equal('accept_by' in (await kit.wire(other)), false);
      await kit.playTo(20);
      assert.deepEqual(await kit.alerts(order), []);
    });

    it('counts from the moment when an order that was placed ahead is due', async () => {
      const order = await kit.place('scheduled');
      assert.equal('accept_by' in (await kit.wire(order)), false);
      await kit.at(30);
      await kit.move(order, 'pending');
      assert.equal((await kit.wire(order)).accept_by, '2026-12-01T18:34:00+00:00');
    });

    it('keeps the deadline that the guest has read when the settings change', async () => {
      const order = await kit.place();
      await kit.own('update public.notification_settings set accept_minutes = 20');
      assert.equal((await kit.wire(order)).accept_by, '2026-12-01T18:04:00+00:00');
    });

    it('says nothing once it is accepted, nor when it comes back', async () => {
      const order = await kit.place();
      await kit.move(order, 'preparing');
      assert.equal('accept_by' in (await kit.wire(order)), false);
      await kit.move(order, 'pending');
      assert.deepEqual(pick(await kit.wire(order)), { accept_by: null, usual_answer_minutes: null });
      await kit.playTo(20);
      assert.deepEqual(await kit.alerts(order), []);
    });

    it('is left alone when staff put it on hold', async () => {
      const order = await kit.place();
      await kit.own(`update public.orders set on_hold = true where id = '${order}'`);
      await kit.playTo(20);
      assert.deepEqual(await kit.alerts(order), []);
    });

    it('says how long the restaurant usually takes, once twenty orders tell', async () => {
      // Nineteen that were answered after 2 min, and one after 12.
      const answered = async (minutes: number, count: number) => {
        for (let made = 0; made < count; made += 1) {
          const order = await kit.place();
          await kit.move(order, 'preparing');
          await kit.own(`update public.order_events set happened_at = happened_at + interval '${minutes} minutes'
            where order_id = '${order}' and status = 'preparing'`);
        }
      };
      await answered(1.5, 19);
      assert.equal((await kit.wire(await kit.place())).usual_answer_minutes, 4);
      await answered(12, 1);
      assert.equal((await kit.wire(await kit.place())).usual_answer_minutes, 2);
      await answered(12, 10);
      assert.equal((await kit.wire(await kit.place())).usual_answer_minutes, 13);
    });
  });

  describe('after its deadline', () => {
    it('alerts staff once, and again every minute until somebody has seen it', async () => {
      const order = await kit.place();
      await kit.playTo(3.9);
      assert.deepEqual(await kit.alerts(order), []);
      await kit.playTo(4);
      assert.deepEqual(await kit.alerts(order), [{ kind: 'unanswered', open: true, handled_by: null }]);
      await kit.playTo(7.5);
      assert.equal((await kit.alerts(order)).length, 1);
      assert.equal((await kit.heard(`kitchen:${ids.A}`)).length, 1 + 3);
    });

    it('does the same when two workers look at once, or the same moment is looked at twice', async () => {
      const order = await kit.place();
      await kit.at(4);
      const before = await kit.heard(`kitchen:${ids.A}`);
      await kit.at(4);
      assert.deepEqual(await kit.heard(`kitchen:${ids.A}`), before);
      assert.equal(
        await kit.value(`select count(*)::integer from private.staff_messages where order_id = '${order}'`),
        1,
      );
    });

    it('notes who has seen it, and alerts again after three minutes without an answer', async () => {
      const order = await kit.place();
      await kit.playTo(4);
      await kit.as(staff, `update public.staff_alerts set handled_at = '2020-01-01' where order_id = '${order}'`);
      assert.deepEqual(await kit.alerts(order), [{ kind: 'unanswered', open: false, handled_by: ids.staffA }]);
      await kit.playTo(6.9);
      assert.equal((await kit.alerts(order))[0]?.open, false);
      await kit.playTo(7);
      assert.deepEqual(await kit.alerts(order), [{ kind: 'unanswered', open: true, handled_by: null }]);
    });

    it('ends the alert when the order is accepted', async () => {
      const order = await kit.place();
      await kit.playTo(5);
      await kit.move(order, 'preparing');
      assert.equal((await kit.alerts(order))[0]?.open, false);
      const heard = (await kit.heard(`kitchen:${ids.A}`)).length;
      await kit.playTo(12);
      assert.equal((await kit.heard(`kitchen:${ids.A}`)).length, heard);
    });

    it('raises the guest’s notification once', async () => {
      const order = await kit.place();
      await kit.playTo(12);
      const raised = await kit.own(`select kind from private.notifications where order_id = '${order}'`);
      assert.deepEqual(raised, [{ kind: 'unanswered' }]);
    });
  });

  describe('after the owner’s minutes', () => {
    const rule = (value: string) => kit.own(`update public.notification_settings set unanswered_rule = '${value}'`);
    const statusOf = (order: string) => kit.value(`select status from public.orders where id = '${order}'`);

    it('goes on alerting with the rule alert', async () => {
      const order = await kit.place();
      await kit.playTo(9.5);
      assert.equal(await statusOf(order), 'pending');
      assert.equal((await kit.alerts(order))[0]?.open, true);
      assert.deepEqual(await messages(order), ['unanswered']);
    });

    it('is rejected with the rule reject, and the guest reads the owner’s words', async () => {
      await rule('reject');
      await kit.own(`update public.notification_settings set unanswered_reason = 'Heute leider nicht.'`);
      const order = await kit.place();
      await kit.playTo(8.9);
      assert.equal(await statusOf(order), 'pending');
      await kit.playTo(9);
      const { status, reason, version } = await kit.wire(order);
      assert.deepEqual({ status, reason, version }, { status: 'rejected', reason: 'Heute leider nicht.', version: 2 });
      assert.deepEqual(
        (await kit.alerts(order)).filter(({ open }) => open),
        [],
      );
      await kit.playTo(15);
      assert.equal((await kit.wire(order)).version, 2);
    });

    it('goes on for the other restaurants when one order cannot be rejected', async () => {
      await kit.own(`insert into public.notification_settings (restaurant_id, accept_minutes) values ('${ids.B}', 4)
        on conflict (restaurant_id) do update set accept_minutes = 4`);
      await rule('reject');
      await kit.own(`update public.notification_settings set unanswered_reason = 'Nobody came.'`);
      const order = await kit.place();
      await kit.own(`create function private.break_rejection() returns trigger language plpgsql as $$
        begin if new.id = '${order}' then raise exception 'broken'; end if; return new; end $$`);
      await kit.own(`create trigger a_break before update of status on public.orders
        for each row execute function private.break_rejection()`);
      const other = await kit.place('pending', ids.B);
      await kit.playTo(10);
      await kit.own('drop function private.break_rejection() cascade');
      assert.equal((await kit.alerts(order))[0]?.open, true);
      assert.equal(await statusOf(order), 'pending');
      assert.equal(await statusOf(other), 'rejected');
    });

    it('takes no reason without a word, with which no order can be rejected', async () => {
      await assert.rejects(
        kit.own(`update public.notification_settings set unanswered_reason = '   '`),
        /unanswered_reason/,
      );
    });

    it('calls the owner once with the rule call, and goes on alerting', async () => {
      await rule('call');
      await kit.own(`insert into public.owner_phones values ('${ids.A}', '+4915112345678')`);
      const order = await kit.place();
      await kit.playTo(20);
      assert.deepEqual(await messages(order), ['call', 'unanswered']);
      assert.equal(await statusOf(order), 'pending');
      assert.equal((await kit.alerts(order))[0]?.open, true);
    });

    it('never rejects an order that somebody has accepted meanwhile', async () => {
      await rule('reject');
      const order = await kit.place();
      await kit.playTo(8.9);
      await kit.move(order, 'preparing');
      await kit.playTo(20);
      assert.equal(await statusOf(order), 'preparing');
    });

    async function messages(order: string): Promise<readonly unknown[]> {
      const rows = await kit.own(
        `select text_key from private.staff_messages where order_id = '${order}' order by text_key`,
      );
      return rows.map(({ text_key }) => text_key);
    }
  });

  describe('on a device of the staff', () => {
    const subscription = { endpoint: 'https://push.example/a', keys: { p256dh: 'k', auth: 'a' } };
    const add = (address: unknown) =>
      `select public.add_staff_recipient('${ids.A}', '${JSON.stringify(address).replaceAll("'", "''")}', 'https://a.example/kitchen')`;

    it('can be alerted while its screen is off, until it is taken back by anybody of the restaurant', async () => {
      const id = await kit.as(staff, add({ ...subscription, expirationTime: null }));
      assert.equal(await kit.as(staff, add(subscription)), id);
      assert.equal(await kit.as(stranger, add(subscription)), null);
      assert.deepEqual(await kit.own('select address, user_id from private.staff_recipients'), [
        { address: subscription, user_id: ids.staffA },
      ]);
      await kit.as(stranger, `select public.remove_staff_recipient('${id}')`);
      assert.equal(await kit.value('select count(*)::integer from private.staff_recipients'), 1);
      await kit.as(manager, `select public.remove_staff_recipient('${id}')`);
      assert.equal(await kit.value('select count(*)::integer from private.staff_recipients'), 0);
    });

    for (const endpoint of ['http://push.example/a', 'https://user@inside/', 'file:///etc/passwd', '', undefined]) {
      it(`refuses the endpoint ${endpoint}`, async () => {
        await assert.rejects(kit.as(staff, add({ ...subscription, endpoint })), /address must be a push subscription/);
      });
    }
  });
});

function pick(wire: Readonly<Record<string, unknown>> | undefined): Readonly<Record<string, unknown>> {
  return { accept_by: wire?.accept_by, usual_answer_minutes: wire?.usual_answer_minutes };
}
