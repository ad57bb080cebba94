import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KitchenOrder } from '../../../demo/pages/kitchen/kitchen-order.js';
import { answersFor } from '../../../demo/pages/kitchen/question-answers.js';
import { problemOf, settingsIn } from '../../../demo/pages/kitchen/restaurant-settings.js';

const filled = {
  accept_minutes: '4',
  unanswered_rule: 'reject',
  unanswered_minutes: '5',
  unanswered_reason: ' We were too busy. ',
  owner_phone: '+49 (151) 123-45678',
  kitchen_answers: 'The oven is hot again\n\n  Two minutes ',
  quiet_from: '23:00',
  quiet_to: '07:00',
  time_zone: 'Europe/Berlin',
  retention_days: '30',
  abandoned_days: '3',
  delay_minutes: '10',
  tracking_page: ' https://gino.example/order?id={id} ',
  pickup_place: ' Counter at the back ',
  staff_language: 'it',
  is_adaptive: 'on',
  page_seconds: '5',
  push_seconds: '20',
  sms_seconds: '25',
  email_seconds: '20',
  staff_seconds: '85',
  most_pushes: '3',
  most_cost: '0,255',
};

function form(changed: Readonly<Record<string, string>> = {}, channels: readonly string[] = ['push']): FormData {
  const fields = new FormData();
  for (const [name, value] of Object.entries({ ...filled, ...changed })) fields.set(name, value);
  for (const channel of channels) fields.append('channels', channel);
  return fields;
}

describe('the settings of a restaurant', () => {
  it('are read from the form', () => {
    assert.deepEqual(settingsIn(form()), {
      accept_minutes: 4,
      unanswered_rule: 'reject',
      unanswered_minutes: 5,
      unanswered_reason: 'We were too busy.',
      owner_phone: '+4915112345678',
      kitchen_answers: ['The oven is hot again', 'Two minutes'],
      channels: ['push'],
      quiet_from: '23:00',
      quiet_to: '07:00',
      time_zone: 'Europe/Berlin',
      retention_days: 30,
      abandoned_days: 3,
      delay_minutes: 10,
      tracking_page: 'https://gino.example/order?id={id}',
      pickup_place: 'Counter at the back',
      staff_language: 'it',
      is_adaptive: true,
      page_seconds: 5,
      push_seconds: 20,
      sms_seconds: 25,
      email_seconds: 20,
      staff_seconds: 85,
      most_pushes: 3,
      most_cost_thousandths: 255,
    });
  });

  it('have no deadline, no telephone, no quiet hours and no place where these are left empty', () => {
    const empty = { accept_minutes: '', owner_phone: '', quiet_from: '', quiet_to: '', pickup_place: ' ' };
    const read = settingsIn(form(empty, []));
    assert.ok(typeof read === 'object');
    assert.deepEqual(read.channels, []);
    for (const name of Object.keys(empty)) assert.equal(Reflect.get(read, name), null, name);
  });

  for (const [changed, words] of [
    [{ accept_minutes: '0' }, /1 to 120 minutes; leave it empty/],
    [{ accept_minutes: 'soon' }, /1 to 120 minutes; leave it empty/],
    [{ unanswered_minutes: '' }, /1 to 120 minutes after the deadline/],
    [{ unanswered_reason: '  ' }, /what the guest of a rejected order reads/],
    [{ owner_phone: '0151 12345678' }, /begins with \+ and the country/],
    [{ unanswered_rule: 'call', owner_phone: '' }, /the telephone that gets the message/],
    [{ kitchen_answers: '1\n2\n3\n4\n5\n6\n7' }, /Six answers at most/],
    [{ quiet_to: '' }, /a beginning and an end/],
    [{ time_zone: 'Berlin' }, /such as Europe\/Berlin/],
    [{ abandoned_days: '0' }, /a number from 1 to 90/],
    [{ retention_days: '1000' }, /0 to 365 days/],
    [{ delay_minutes: '0' }, /a delay of 1 to 120 minutes/],
    [{ tracking_page: 'gino.example/{id}' }, /begins with https/],
    [{ tracking_page: 'https://gino.example/order' }, /has \{id\}/],
    [{ pickup_place: 'x'.repeat(201) }, /in up to 200 letters/],
    [{ sms_seconds: '4' }, /an SMS to be delivered.*from 5 to 300/],
    [{ most_pushes: '21' }, /Push messages an order.*from 0 to 20/],
    [{ most_cost: 'little' }, /an amount such as 0\.50/],
  ] as const) {
    it(`are refused in words with ${JSON.stringify(changed)}`, () => {
      assert.match(String(settingsIn(form(changed))), words);
    });
  }

  it('are refused in words by the database as well, without its own words', () => {
    assert.match(problemOf({ code: '42501' }), /Only managers/);
    assert.match(problemOf({ code: '23514' }), /refused one of these values/);
    assert.match(problemOf({}), /online/);
  });
});

describe('the answers to a question', () => {
  const order = (status: KitchenOrder['status']) => ({ status }) as KitchenOrder;
  const names = (status: KitchenOrder['status']) => answersFor(order(status), []).map(({ answer }) => answer);

  it('offer five more minutes only while the order has an estimate', () => {
    assert.deepEqual(names('preparing'), ['coming', 'later', 'problem']);
    assert.deepEqual(names('ready'), ['coming', 'problem']);
  });

  it('end with the restaurant’s own', () => {
    assert.deepEqual(answersFor(undefined, ['Two minutes']).at(-1), { answer: 'own', label: 'Two minutes' });
  });
});
