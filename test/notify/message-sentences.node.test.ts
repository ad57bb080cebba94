import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { translatedLanguages } from '../../src/locales/registry.js';
import { MessageWords } from '../../src/messages/message-words.js';
import type { MessageChannel, MessageKind } from '../../src/messages.js';
import { rendered, sampleOrder } from './sample-message.js';

type Order = Readonly<Record<string, unknown>>;
type Changes = Parameters<typeof rendered>[0];

/** What guests are told, each with an order of which it is true. */
const toGuests: readonly (readonly [MessageKind, Order, Changes?])[] = [
  ['placed', { status: 'pending' }],
  [
    'placed',
    { status: 'scheduled', estimated_ready_from: '2026-12-01T11:00:00Z', estimated_ready_to: '2026-12-01T11:10:00Z' },
  ],
  ['preparing', {}],
  ['preparing', {}, { wentBack: true }],
  ['ready', { status: 'ready' }],
  ['ready', { status: 'ready' }, { pickupPlace: 'Seitentür, Hof 2.' }],
  ['ready', { status: 'ready', fulfilment: 'dine_in', table_label: '7' }],
  ['ready', { status: 'ready', fulfilment: 'delivery' }],
  ['out_for_delivery', { status: 'out_for_delivery', fulfilment: 'delivery' }],
  ['delayed', { delayed: true, reason: 'The oven is full!' }],
  ['delayed', { on_hold: true }],
  ['ended', { status: 'cancelled', reason: 'No more dough.' }],
  ['ended', { status: 'rejected' }],
  ['ended', { status: 'failed' }],
  ['ended', { status: 'refunded' }],
  ['unanswered', { status: 'pending' }],
  ['answer', {}, { answer: 'coming' }],
  ['answer', {}, { answer: 'problem' }],
  ['answer', {}, { answer: 'Yes, without onions' }],
  ['summary', { status: 'completed' }],
  ['summary', { status: 'completed', fulfilment: 'delivery' }],
];

const toStaff: typeof toGuests = (['not_reached', 'unanswered', 'question'] as const).map(
  (about) => ['staff', { status: 'pending' }, { staff: { about, text: 'No onions?' } }] as const,
);

const languages = ['en', ...translatedLanguages];
const channels: readonly MessageChannel[] = ['push', 'sms'];

/** Marks that only keep directions apart are not read, and links not letter by letter. */
const unread = /[\u200e\u200f\u2066-\u2069]/g;
const links = /https?:\S+/g;

/** Each message as it is read, with its title. */
function* read(language: string, cases: typeof toGuests, changes: Order = {}) {
  for (const channel of channels) {
    for (const [kind, order, more] of cases) {
      const message = rendered({ kind, language, channel, order: sampleOrder({ ...order, ...changes }), ...more });
      assert.ok(message, `${language}: nothing is said of ${kind}`);
      const title = message.title.replace(unread, '');
      yield { kind, title, text: `${title}\n${message.text.replace(unread, '').replace(links, 'link')}` };
    }
  }
}

const faults: Readonly<Record<string, RegExp>> = {
  'a placeholder, or a value that is none': /[{}]|\b(?:undefined|null|NaN)\b/,
  // A comma after the stop of a shortened day is none: `1. Dez., 12:00`.
  'two marks in a row': /(?!\.,)[.,:;!?。．，：；！？।،؛؟](?:[.,:;?!。．，：；！？।،؛؟]|\s[.,。，।،؟])/u,
  'two spaces': /[ \u00a0\u202f]{2}/,
  'empty brackets': /\(\s*\)/,
  'a space after a wide stop': /[。！？] /,
  'a dash or colon with nothing before or behind it': /[–:：]\s*(?:[.\n]|$)|^\s*[–:：]/m,
};

describe('the sentences of messages', () => {
  for (const language of languages) {
    it(`in "${language}" have nothing missing and nothing twice, with the number of the order and without`, () => {
      for (const number of ['42', null]) {
        for (const { kind, text } of read(language, [...toGuests, ...toStaff], { number })) {
          for (const [fault, pattern] of Object.entries(faults))
            assert.doesNotMatch(text, pattern, `${kind}: ${fault}`);
        }
      }
    });

    it(`in "${language}" name the restaurant first, and the order`, () => {
      for (const { text } of read(language, [...toGuests, ...toStaff])) {
        assert.match(text, /^\s?Trattoria Aurora ?\u00a0?[:：]/u);
        assert.match(text.split('\n', 2).join(' '), /(?<!\d)42(?!\d)/);
      }
    });

    it(`in "${language}" have the news in a title that a phone shows whole`, () => {
      for (const { kind, title } of read(language, toGuests)) {
        // A summary is a mail: its subject has room.
        const letters = [...new Intl.Segmenter().segment(title)].length;
        assert.ok(letters <= 50 || kind === 'summary', `${title} has ${letters} letters`);
      }
    });
  }
});

describe('times in messages', () => {
  const zone = 'Europe/Berlin';
  const today = new Date('2026-11-30T12:00:00Z');
  const hours = Array.from({ length: 24 }, (_, hour) => new Date(+today + hour * 3_600_000 + 300_000));

  for (const language of [...languages, 'en-GB', 'en-US', 'es-MX', 'de-AT', 'ar-EG', 'zh-HK']) {
    it(`in "${language}" are written as the language writes a time that stands alone, with a day and without`, () => {
      const words = new MessageWords(language, zone, today);
      const alone = new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone: zone });
      for (const date of hours) {
        // Some versions of the tables of languages have English day periods in Korean.
        const clock = alone
          .format(date)
          .replace(/^AM(?= \d)/, '오전')
          .replace(/^PM(?= \d)/, '오후');
        const { from, to } = words.fromTo(date, date);
        assert.equal(to, clock);
        for (const time of [words.time(date), words.dayAndTime(date), from]) assert.ok(time.includes(clock), time);
        assert.ok(words.dayAndTime(date).length > clock.length + 4);
      }
    });
  }

  it('have the day periods of Korea and Taiwan', () => {
    const evening = (language: string) =>
      new MessageWords(language, zone, today).dayAndTime(new Date('2026-11-30T19:05:00Z'));
    assert.match(evening('ko'), /^11월 30일 \(월\) 오후 8:05$/);
    assert.match(evening('zh-Hant'), /^11月30日.* ?晚上8:05$/);
  });

  const later = { estimated_ready_from: '2026-12-01T11:00:00Z', estimated_ready_to: '2026-12-01T11:10:00Z' };
  const placed = (language: string) =>
    rendered({ kind: 'placed', channel: 'push', language, order: sampleOrder({ status: 'pending', ...later }) })?.text;

  it('have no Latin comma between day and time where the script has none', () => {
    for (const language of ['ar', 'ja', 'ko', 'zh-Hans', 'zh-Hant'])
      assert.match(placed(language) ?? '', /^[^,]*12:00[^,]*$/);
    assert.match(placed('en-GB') ?? '', /Tue,? 1 Dec, 12:00/);
  });
});
