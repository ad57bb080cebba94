import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { ids } from '../kit/actors.js';
import { guest, PlayedKit, staff, stranger } from './played-kit.js';

describe('a question to the kitchen', () => {
  let kit: PlayedKit;
  let order: string;
  before(async () => {
    kit = await PlayedKit.open();
  });
  after(() => kit.close());
  beforeEach(async () => {
    await kit.startOver({ kitchen_answers: '{The oven is hot again,"Two minutes, promise"}' });
    order = await kit.place();
    await kit.move(order, 'preparing');
  });

  const ask = (claims = guest(order), id = order) => kit.as(claims, `select public.ask_kitchen('${id}')`);
  const question = async () =>
    String(
      await kit.value(`select id from public.staff_alerts where order_id = '${order}' order by raised_at desc limit 1`),
    );
  const answer = async (name: string, words?: string, claims = staff) =>
    kit.as(
      claims,
      `select public.answer_question('${await question()}', '${name}'${words === undefined ? '' : `, '${words}'`})`,
    );
  const undo = async (claims = staff) => kit.as(claims, `select public.undo_answer('${await question()}')`);
  const told = async () => {
    const { kitchen_answer, kitchen_answer_at } = await kit.wire(order);
    return { kitchen_answer, kitchen_answer_at };
  };
  const nothing = { kitchen_answer: undefined, kitchen_answer_at: undefined };
  const tenSeconds = 1 / 6;

  it('becomes one alert in the kitchen, however often it is asked before it is answered', async () => {
    assert.equal(await ask(), 'asked');
    assert.equal(await ask(), 'asked');
    assert.deepEqual(await kit.alerts(order), [{ kind: 'question', open: true, handled_by: null }]);
    assert.equal((await kit.heard(`kitchen:${ids.A}`)).length, 2);
  });

  it('is refused for an order that has ended, and of anybody but its guest', async () => {
    const other = await kit.place();
    assert.equal(await ask(guest(other)), 'unknown');
    await assert.rejects(ask(staff), /permission denied/);
    await assert.rejects(ask({ role: 'viewer', order_id: order }), /permission denied/);
    await kit.move(order, 'cancelled');
    assert.equal(await ask(), 'ended');
    assert.deepEqual(await kit.alerts(order), []);
  });

  it('repeats every minute until it is answered', async () => {
    await ask();
    await kit.playTo(3.5);
    assert.equal((await kit.heard(`kitchen:${ids.A}`)).length, 1 + 3);
    await answer('coming');
    const heard = (await kit.heard(`kitchen:${ids.A}`)).length;
    await kit.playTo(9);
    assert.equal((await kit.heard(`kitchen:${ids.A}`)).length, heard);
  });

  it('is answered exactly once, by the first of two colleagues', async () => {
    await ask();
    assert.equal(await answer('coming', undefined, stranger), 'unknown');
    assert.equal(await answer('coming'), 'kept');
    assert.equal(await answer('problem'), 'answered');
    await kit.at(tenSeconds);
    assert.deepEqual(await told(), { kitchen_answer: 'coming', kitchen_answer_at: '2026-12-01T18:00:10+00:00' });
    const { version } = await kit.wire(order);
    await kit.playTo(2);
    assert.equal((await kit.wire(order)).version, version);
    assert.equal((await kit.heard(`order:${order}`)).filter(({ kitchen_answer }) => kitchen_answer).length, 1);
  });

  it('has an answer that the guest does not read for ten seconds, in which it can be taken back', async () => {
    await ask();
    await answer('problem');
    await kit.at(tenSeconds / 2);
    assert.deepEqual(await told(), nothing);
    assert.equal(await undo(stranger), false);
    assert.equal(await undo(), true);
    assert.equal((await kit.alerts(order))[0]?.open, true);
    assert.equal(await answer('coming'), 'kept');
    await kit.at(2 * tenSeconds);
    assert.equal((await told()).kitchen_answer, 'coming');
    assert.equal(await undo(), false);
    assert.equal((await told()).kitchen_answer, 'coming');
  });

  it('moves the window by five minutes with “5 more minutes”, once its ten seconds are over', async () => {
    await kit.own(`update public.orders set estimated_ready_from = '2100-01-01 19:00Z', estimated_ready_to = '2100-01-01 19:10Z'
      where id = '${order}'`);
    await ask();
    await answer('later');
    assert.equal((await kit.wire(order)).estimated_ready_to, '2100-01-01T19:10:00+00:00');
    await kit.at(tenSeconds);
    const { estimated_ready_from, estimated_ready_to, kitchen_answer } = await kit.wire(order);
    assert.deepEqual(
      [estimated_ready_from, estimated_ready_to, kitchen_answer],
      ['2100-01-01T19:05:00+00:00', '2100-01-01T19:15:00+00:00', 'later'],
    );
  });

  it('does not promise five more minutes for an order that is ready', async () => {
    await ask();
    await answer('later');
    await kit.move(order, 'ready');
    await kit.at(1);
    assert.deepEqual(await told(), nothing);
    await ask();
    await assert.rejects(answer('later'), /An order that is ready cannot take 5 more minutes/);
  });

  it('can be answered in the restaurant’s own words, and in no others', async () => {
    await ask();
    await assert.rejects(answer('own', 'Your money or your life'), /one of the restaurant's own answers/);
    await assert.rejects(answer('own'), /one of the restaurant's own answers/);
    await assert.rejects(answer('maybe'), /answer must be/);
    assert.equal(await answer('own', 'Two minutes, promise'), 'kept');
    await kit.at(tenSeconds);
    assert.equal((await told()).kitchen_answer, 'Two minutes, promise');
  });

  it('is closed, and its answer dropped, when the order ends first', async () => {
    // Else all that is noted of an ended order goes at once.
    await kit.own('update public.notification_settings set retention_days = 1');
    await ask();
    await kit.move(order, 'cancelled');
    assert.equal((await kit.alerts(order))[0]?.open, false);
    assert.equal(await answer('coming'), 'ended');
    const other = await kit.place();
    order = other;
    await ask();
    await answer('coming');
    await kit.move(order, 'rejected');
    await kit.at(1);
    assert.deepEqual(await told(), nothing);
  });

  it('can be asked again once the answer is there, ten times at most', async () => {
    for (let count = 1; count <= 10; count += 1) {
      await kit.at(count);
      assert.equal(await ask(), 'asked');
      assert.equal(await answer('coming'), 'kept');
      await kit.at(count + 0.5);
    }
    assert.equal(await ask(), 'often');
  });

  it('raises the guest’s notification once the answer is sent', async () => {
    const raised = () =>
      kit.own(`select kind from private.notifications where order_id = '${order}' and kind <> 'preparing'`);
    await ask();
    await answer('coming');
    assert.deepEqual(await raised(), []);
    await kit.playTo(2);
    assert.deepEqual(await raised(), [{ kind: 'answer' }]);
  });
});
