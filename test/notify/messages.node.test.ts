import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { translatedLanguages } from '../../src/locales/registry.js';
import { languageFor } from '../../src/messages/languages.js';
import type { MessageKind } from '../../src/messages.js';
import { rendered, sampleLink, sampleOrder, sampleWithdrawLink } from './sample-message.js';

function whyOf(language: string) {
  const { message_why: why, message_why_unnamed: unnamed } = languageFor(language);
  return { why, unnamed };
}

/** Title and text of a push, as a phone shows them. */
function said(kind: MessageKind, order: Readonly<Record<string, unknown>>, more: Parameters<typeof rendered>[0] = {}) {
  const message = rendered({ kind, order, channel: 'push', ...more });
  return message && `${message.title} | ${message.text}`;
}

describe('a message to a guest', () => {
  it('says what a good restaurant would say', () => {
    const says: readonly [string | undefined, string][] = [
      [said('placed', sampleOrder({ status: 'pending' })), 'We have your order 42 | Ready between 20:00 and 20:10.'],
      [said('preparing', sampleOrder()), 'We are preparing your order 42 | Ready between 20:00 and 20:10.'],
      [said('ready', sampleOrder({ status: 'ready' })), 'Your order 42 is ready | Collect it at the counter.'],
      [
        said('ready', sampleOrder({ status: 'ready', fulfilment: 'dine_in', table_label: '7' })),
        'Your order 42 is ready | We’re bringing it to your table.',
      ],
      [
        said('ready', sampleOrder({ status: 'ready' }), { pickupPlace: 'back door.' }),
        'Your order 42 is ready | Collect it here: back door.',
      ],
      [
        said('delayed', sampleOrder({ delayed: true, reason: 'The oven is full' })),
        'Your order 42 is running late | The oven is full. Ready between 20:00 and 20:10.',
      ],
      [
        said('ended', sampleOrder({ status: 'cancelled', reason: 'We have run out of dough.' })),
        'Your order 42 was cancelled | We have run out of dough. If you have already paid, please ask us about the refund.',
      ],
      [
        said('answer', sampleOrder(), { answer: 'Two more minutes' }),
        'An answer about your order 42 | Two more minutes.',
      ],
      [
        said('answer', sampleOrder({ kitchen_answer: 'It is in the oven' })),
        'An answer about your order 42 | It is in the oven.',
      ],
      [
        said('unanswered', sampleOrder({ status: 'pending' })),
        'No answer yet for your order 42 | We have reminded our staff. If you are in a hurry, please contact us.',
      ],
      [
        said('staff', sampleOrder({ status: 'ready' }), { staff: { about: 'not_reached' } }),
        'Order 42 – guest not reached | Please look for the guest, or call.',
      ],
    ];
    for (const [message, wanted] of says) assert.equal(message, `Trattoria Aurora: ${wanted}`);
  });

  it('says only what is true: nothing that was undone, and nothing that only a clock has set', () => {
    assert.equal(said('ready', sampleOrder()), undefined);
    assert.equal(said('ready', sampleOrder({ status: 'ready', status_source: 'estimated' })), undefined);
    assert.equal(said('preparing', sampleOrder({ status: 'ready' })), undefined);
    assert.equal(said('delayed', sampleOrder({ status: 'ready', delayed: true })), undefined);
    assert.equal(said('ended', sampleOrder()), undefined);
    assert.equal(said('unanswered', sampleOrder()), undefined);
    assert.equal(said('summary', sampleOrder()), undefined);
    assert.equal(said('answer', sampleOrder()), undefined);
    for (const kind of ['preparing', 'delayed'] as const) {
      assert.match(said(kind, sampleOrder(), { wentBack: true }) ?? '', /is not ready yet \| .*Sorry/);
    }
  });

  it('gives no time that only a formula knows, and no "in ten minutes" that is read an hour later', () => {
    const without = { estimated_ready_from: null, estimated_ready_to: null };
    assert.equal(said('preparing', sampleOrder(without)), 'Trattoria Aurora: We are preparing your order 42 | ');
    const soon = { estimated_ready_from: '2026-11-30T18:43:00Z', estimated_ready_to: '2026-11-30T18:46:00Z' };
    assert.match(said('preparing', sampleOrder(soon)) ?? '', /Ready between 19:40 and 19:50\.|Ready by around 19:50\./);
  });

  it('says once that an order is late, where no new time is known', () => {
    const past = { estimated_ready_from: '2026-11-30T18:00:00Z', estimated_ready_to: '2026-11-30T18:10:00Z' };
    const late = sampleOrder({ delayed: true, ...past });
    for (const language of ['en', ...translatedLanguages])
      assert.match(said('delayed', late, { language }) ?? '', / \| $/);
    assert.match(said('preparing', late) ?? '', /Taking longer than planned\.$/);
    assert.match(said('delayed', late, { wentBack: true }) ?? '', /not ready yet.*Taking longer than planned\.$/);
  });

  it('gives times in the zone of the restaurant, and names the zone where none was set', () => {
    assert.match(
      said('placed', sampleOrder(), { timeZone: 'America/New_York', language: 'en-US' }) ?? '',
      /between 2:00\sPM and 2:10\sPM\./,
    );
    assert.match(said('placed', sampleOrder(), { timeZone: 'UTC' }) ?? '', /between 19:00 and 19:10 UTC\./);
    assert.match(said('placed', sampleOrder(), { timeZone: 'Mars/Olympus' }) ?? '', /between 19:00 and 19:10 UTC\./);
  });

  it('is in the guest’s language, and reads well without a number', () => {
    for (const language of ['en', ...translatedLanguages]) {
      const message = rendered({ language, channel: 'push', order: sampleOrder({ status: 'ready', number: null }) });
      assert.equal(message?.language, language);
      assert.doesNotMatch(message?.title ?? '', /[{}]|\s\s|\s[.:：,]?$|undefined/, language);
      assert.match(message?.text ?? '', /\S/, language);
    }
    assert.equal(rendered({ language: 'tlh', channel: 'push' })?.language, 'en');
    assert.equal(rendered({ language: 'iw', channel: 'push' })?.direction, 'rtl');
  });

  it('keeps names of the other direction of writing where they are', () => {
    const { title = '' } = rendered({ language: 'ar', channel: 'push' }) ?? {};
    assert.match(title, /\u2068Trattoria Aurora\u2069/);
    assert.match(title, /\u206842\u2069/);
    assert.match(rendered({ restaurantName: 'مطعم', channel: 'push' })?.title ?? '', /^\u2068مطعم\u2069: /);
  });

  it('has no line break or control character in its title, whoever wrote the names', () => {
    const message = rendered({ restaurantName: 'Aurora\r\nBcc: everybody@example.com\u0000', channel: 'email' });
    assert.doesNotMatch(message?.title ?? '', /\p{Cc}/u);
  });
});

describe('a mail', () => {
  const receipt = () => rendered({ kind: 'summary', order: sampleOrder({ status: 'completed' }) });

  it('has the receipt at the end of an order, with quantities, prices and total', () => {
    const { text = '', html = '' } = receipt() ?? {};
    for (const line of ['2× Margherita  €19.00', '1× Tiramisù  €6.50', '2× Acqua  €9.00', 'Total  €34.50']) {
      assert.ok(text.includes(line), `${line} in\n${text}`);
    }
    for (const word of ['Margherita', '€19.00', '€34.50', 'Receipt']) assert.ok(html.includes(word), word);
    const yen = rendered({
      kind: 'summary',
      language: 'ja',
      order: sampleOrder({ status: 'completed', currency: 'JPY', total_minor: 3450 }),
    });
    assert.match(yen?.text ?? '', /3,450/);
  });

  it('gives no price of a dish where not every price is known', () => {
    const items = [
      { name: 'Margherita', quantity: 2, price_minor: 950 },
      { name: 'Acqua', quantity: 1 },
    ];
    const text = rendered({ kind: 'summary', order: sampleOrder({ status: 'completed', items }) })?.text ?? '';
    assert.doesNotMatch(text, /€19/);
    assert.match(text, /Total {2}€34\.50/);
  });

  it('says in plain text all that the HTML says', () => {
    const { text = '', html = '' } = receipt() ?? {};
    const words = html
      .replace(/<(style|title)>[\s\S]*?<\/\1>/g, '')
      .replace(/<[^>]+>/g, '\n')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line && line !== 'Receipt');
    for (const word of words) assert.ok(text.includes(word.replaceAll('&amp;', '&')), `"${word}" in\n${text}`);
    assert.ok(text.includes(sampleLink) && text.includes(sampleWithdrawLink));
  });

  it('loads nothing, and runs nothing', () => {
    const html = receipt()?.html ?? '';
    assert.doesNotMatch(html, /<img|<script|<link|url\(|@import|\son\w+=|<form|<iframe/i);
    const links = [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, link]) => link);
    assert.deepEqual(
      new Set(links),
      new Set([sampleLink, sampleWithdrawLink].map((link) => link.replaceAll('&', '&amp;'))),
    );
  });

  it('shows the names of dishes, reasons and restaurants as text, whatever they hold', () => {
    const evil = '<img src=x onerror="alert(1)">&amp;';
    const { html = '', text = '' } =
      rendered({
        kind: 'summary',
        restaurantName: evil,
        order: sampleOrder({ status: 'completed', items: [{ name: evil, quantity: 1 }] }),
      }) ?? {};
    assert.doesNotMatch(html, /<img/);
    assert.ok(html.includes('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;amp;'));
    assert.ok(text.includes(evil));
  });

  it('says at what time it was true', () => {
    assert.match(receipt()?.text ?? '', /This is how it stood on Mon,? 30 Nov, 19:42\./);
  });

  it('names no page that shows more once the order is over, and leads to the order instead', () => {
    assert.match(receipt()?.text ?? '', /See your order\nhttps/);
    const ended = rendered({ kind: 'ended', order: sampleOrder({ status: 'cancelled' }) });
    for (const mail of [receipt(), ended]) {
      assert.doesNotMatch(mail?.text ?? '', /Follow|latest/);
      assert.doesNotMatch(mail?.html ?? '', /Follow|latest/);
    }
    const open = rendered();
    assert.match(open?.text ?? '', /Follow your order\nhttps[\s\S]*always shows the latest/);
    const staff = rendered({ kind: 'staff', staff: { about: 'question', text: 'No onions?' } });
    assert.doesNotMatch(staff?.text ?? '', /your order|latest/);
  });

  it('says why it came in a whole sentence, also where the restaurant has no name', () => {
    const english = 'You get this message because you asked to be kept posted about this order.';
    assert.ok(rendered({ restaurantName: ' ' })?.text.includes(`\n${english}\n`));
    for (const language of ['en', ...translatedLanguages]) {
      const { why, unnamed } = whyOf(language);
      const named = rendered({ language });
      const message = rendered({ language, restaurantName: '' });
      assert.ok(
        named?.text.includes(
          why.replace('{restaurant}', named.direction === 'rtl' ? '\u2068Trattoria Aurora\u2069' : 'Trattoria Aurora'),
        ),
        language,
      );
      for (const text of [message?.text, message?.html]) {
        assert.ok(text?.includes(unnamed), language);
        // What would be left of the other sentence; in some languages it is a whole one.
        const left = why.replace(/[ \u00a0]?\(?\{restaurant\}\)?/, '');
        assert.ok(left === unnamed || !text?.includes(left), language);
      }
    }
  });

  it('writes the day as each language does', () => {
    const asOf = (language: string) => rendered({ language })?.text ?? '';
    assert.match(asOf('ar'), /الاثنين، 30 نوفمبر/);
    assert.doesNotMatch(asOf('ar'), /نوفمبر, /);
    assert.match(asOf('ja'), /11月30日\(月\)\s?19:42/);
  });

  it('is written from right to left in Arabic', () => {
    const html = rendered({ language: 'ar' })?.html ?? '';
    assert.match(html, /<html lang="ar" dir="rtl">/);
    assert.match(html, /<table role="presentation"[^>]* dir="rtl"/);
  });
});

it('an order that cannot be read is refused with a reason that holds none of it', () => {
  assert.throws(() => rendered({ order: { secret: 'x' } }), {
    name: 'TypeError',
    message: /cannot be read: .*no usable id/,
  });
});
