import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { languageCodes } from '../../src/messages/languages.js';
import type { MessageKind } from '../../src/messages.js';
import { rendered, sampleOrder, sampleOrderId } from './sample-message.js';

/** As a restaurant's own site has them. */
const link = `https://example-restaurant.com/order/${sampleOrderId}#track=abcdefghijklmnopqrstuv`;
const withdrawLink = 'https://example-restaurant.com/w/abcdefghijklmnopqrstuv';

type Changes = Parameters<typeof rendered>[0];

function sms(kind: MessageKind, order: Readonly<Record<string, unknown>>, changes: Changes = {}) {
  const message = rendered({ kind, channel: 'sms', link, withdrawLink, order: sampleOrder(order), ...changes });
  assert.ok(message, kind);
  return { lines: message.text.split('\n'), text: message.text, segments: message.segments };
}

/** One of each kind, with all that it may tell. `facts`: what the guest must read in English. */
const all: readonly {
  kind: MessageKind;
  order: Readonly<Record<string, unknown>>;
  facts: RegExp;
  changes?: Changes;
}[] = [
  { kind: 'placed', order: { status: 'pending' }, facts: /20:00 and 20:10/ },
  { kind: 'preparing', order: {}, facts: /20:00 and 20:10/ },
  { kind: 'preparing', order: {}, facts: /not ready yet.*20:00 and 20:10/, changes: { wentBack: true } },
  { kind: 'ready', order: { status: 'ready' }, facts: /is ready/ },
  { kind: 'ready', order: { status: 'ready' }, facts: /back door/, changes: { pickupPlace: 'back door' } },
  { kind: 'out_for_delivery', order: { status: 'out_for_delivery', fulfilment: 'delivery' }, facts: /on its way/ },
  { kind: 'delayed', order: { delayed: true, reason: 'The oven is full' }, facts: /oven is full\. .*20:00 and 20:10/ },
  { kind: 'delayed', order: { on_hold: true, reason: 'The oven is full' }, facts: /on hold\. The oven is full/ },
  { kind: 'ended', order: { status: 'cancelled', reason: 'Out of dough' }, facts: /Out of dough\. .*refund/ },
  { kind: 'ended', order: { status: 'rejected', reason: 'Out of dough' }, facts: /Out of dough\. .*refund/ },
  { kind: 'ended', order: { status: 'failed', reason: 'Out of dough' }, facts: /Out of dough\. .*ask the restaurant/ },
  { kind: 'ended', order: { status: 'refunded', reason: 'Out of dough' }, facts: /being refunded.*Out of dough/ },
  { kind: 'unanswered', order: { status: 'pending' }, facts: /No answer yet.*contact us/ },
  { kind: 'answer', order: {}, facts: /No nuts in it/, changes: { answer: 'No nuts in it' } },
];

describe('an SMS', () => {
  it('has the news, the link to the order, and how to end the messages: by STOP and by a tap', () => {
    assert.deepEqual(sms('ready', { status: 'ready' }).lines, [
      'Trattoria Aurora: Your order 42 is ready. Collect it at the counter.',
      link,
      'Reply STOP to end.',
      `Or: ${withdrawLink}`,
    ]);
  });

  it('has the link alone where the sender is a name, which takes no reply', () => {
    const style = { mayReply: false, accents: 'drop' } as const;
    assert.deepEqual(sms('ready', { status: 'ready' }, { sms: style }).lines.slice(2), [
      `No more texts: ${withdrawLink}`,
    ]);
  });

  it('has the link to end the messages whole at its end, in every language and of every kind', () => {
    for (const language of languageCodes) {
      for (const mayReply of [true, false]) {
        for (const { kind, order, changes } of all) {
          const { lines } = sms(kind, order, { language, sms: { mayReply, accents: 'drop' }, ...changes });
          assert.equal(lines[1], link, language);
          assert.ok(
            lines.at(-1)?.endsWith(` ${withdrawLink}`) || lines.at(-1)?.endsWith(`：${withdrawLink}`),
            language,
          );
        }
      }
    }
  });

  it('tells everything that matters in at most two segments in English', () => {
    for (const { kind, order, facts, changes } of all) {
      const { text, segments } = sms(kind, order, changes);
      assert.match(text, facts, kind);
      assert.ok(segments === 1 || segments === 2, `${segments} segments: ${text}`);
    }
  });

  it('costs at most three segments in languages of the GSM alphabet, four with accents that it has not and in East Asia, five in other scripts', () => {
    const most: Readonly<Record<string, number>> = {
      ...{ en: 2, es: 4, fr: 4, 'pt-BR': 4, 'pt-PT': 4 },
      ...{ ja: 4, ko: 4, 'zh-Hans': 4, 'zh-Hant': 4 },
      ...{ ar: 5, el: 5, he: 5, hi: 5, th: 5, uk: 5, vi: 5 },
    };
    for (const language of languageCodes) {
      for (const { kind, order, changes } of all) {
        const { text, segments = 0 } = sms(kind, order, { language, ...changes });
        assert.ok(segments <= (most[language] ?? 3), `${language}, ${segments} segments: ${text}`);
      }
    }
  });

  it('spells the words of French, Spanish and Portuguese as they are spelt', () => {
    for (const [language, word] of [
      ['fr', 'prête'],
      ['es', 'Recójalo aquí'],
      ['pt-BR', 'não'],
      ['pt-PT', 'não'],
    ] as const) {
      const answer = sms('answer', {}, { language, answer: 'não' }).text;
      const place = sms('ready', { status: 'ready' }, { language, pickupPlace: 'Bar' }).text;
      assert.ok(`${answer} ${place}`.includes(word), `${answer}\n${place}`);
    }
  });

  it('gives up the rest of a long name first, then what is only polite, then STOP, and never a fact', () => {
    const long = 'Ristorante Pizzeria Bella Napoli & Figli';
    const ready = (more: number) => {
      const links = { link: 'https://aurora.example/o', withdrawLink: `https://aurora.example/w${'x'.repeat(more)}` };
      const { text, segments } = sms('ready', { status: 'ready', number: '4' }, { restaurantName: long, ...links });
      const kept = [text.includes(long), text.includes('Collect it'), text.includes('STOP')];
      return [segments, ...kept.map((isKept) => (isKept ? 'kept' : 'gone'))];
    };
    assert.deepEqual(ready(1), [1, 'gone', 'kept', 'kept']);
    assert.deepEqual(ready(18), [1, 'kept', 'gone', 'kept']);
    assert.deepEqual(ready(30), [1, 'gone', 'gone', 'kept']);
    assert.deepEqual(ready(48), [1, 'gone', 'gone', 'gone']);
    assert.deepEqual(ready(60), [2, 'kept', 'kept', 'kept']);
  });

  it('takes one segment more rather than losing the reason and the refund', () => {
    const reason = 'The oven has broken down, and nobody can mend it before tomorrow at noon. We are very sorry indeed';
    const { text, segments } = sms('ended', { status: 'cancelled', reason });
    assert.ok(text.includes(reason) && text.includes('ask us about the refund'), text);
    assert.equal(segments, 3);
  });

  it('has no link of the guest’s for staff', () => {
    const staff = rendered({ channel: 'sms', kind: 'staff', staff: { about: 'question', text: 'No onions?' } });
    assert.equal(staff?.text, 'Trattoria Aurora: A guest asks about order 42. No onions?');
  });
});
