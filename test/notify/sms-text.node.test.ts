import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  shortestSms,
  shortName,
  smsPrice,
  smsSegments,
  smsText,
} from '../../demo/supabase/functions/_shared/notify/sms-text.js';

const link = 'https://www.trattoria.example/o/8c1e5f0a#track=abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE';

describe('what an SMS costs', () => {
  it('is one segment for 160 characters of the GSM alphabet, then 153 a segment', () => {
    for (const [length, segments] of [
      [0, 1],
      [160, 1],
      [161, 2],
      [306, 2],
      [307, 3],
    ] as const) {
      assert.equal(smsSegments('a'.repeat(length)).segments, segments, `${length}`);
    }
  });

  it('counts €, braces and brackets twice, and never splits one between two segments', () => {
    assert.deepEqual(smsSegments('€'.repeat(80)), { encoding: 'GSM-7', units: 160, segments: 1, left: 0 });
    // 152 + 2 do not fit into 153: the sign begins the second segment.
    assert.equal(smsSegments(`${'a'.repeat(152)}€${'a'.repeat(151)}`).segments, 2);
    assert.equal(smsSegments(`${'a'.repeat(152)}€${'a'.repeat(152)}`).segments, 3);
  });

  it('is one segment for 70 characters once one of them is outside the alphabet, then 67', () => {
    assert.deepEqual(smsSegments('я'.repeat(70)), { encoding: 'UCS-2', units: 70, segments: 1, left: 0 });
    assert.equal(smsSegments('я'.repeat(71)).segments, 2);
    assert.equal(smsSegments(`${'a'.repeat(69)}🍕`).segments, 2);
    assert.equal(smsSegments(`${'a'.repeat(66)}🍕${'a'.repeat(66)}`).segments, 3);
  });

  it('knows the letters that GSM has: German, Italian and Scandinavian ones, but not á, ç or ł', () => {
    for (const text of ['Größe für Öl', 'è più buono', 'Smørrebrød på bord', 'mañana ¿qué?', 'ΔΦΓ']) {
      assert.equal(smsSegments(text).encoding, 'GSM-7', text);
    }
    for (const text of ['está', 'reçu', 'gotowe, łosoś', '“ready”', 'a\tb', 'a`b']) {
      assert.equal(smsSegments(text).encoding, 'UCS-2', text);
    }
  });

  it('is the price of a segment, as many times as there are segments', () => {
    assert.deepEqual([smsPrice('Ready', 80), smsPrice('я'.repeat(140), 80)], [80, 240]);
  });
});

describe('the text of an SMS', () => {
  it('has everyday quotes and dashes where then everything fits the alphabet', () => {
    const sent = smsText('Trattoria “Aurora” – your order №\u00a042 is ready…', { language: 'en' });
    assert.equal(sent, 'Trattoria "Aurora" - your order No 42 is ready...');
  });

  it('keeps everything in a script that the alphabet has not', () => {
    const text = 'Замовлення №42 – готове \u2068Aurora\u2069';
    assert.equal(smsText(text, { language: 'uk' }), text);
  });

  it('drops Polish accents when that saves a segment, and only then', () => {
    const text = `Trattoria Aurora: Zamówienie 42 jest gotowe, zapraszamy po odbiór, łosoś ${link}`;
    const sent = smsText(text, { language: 'pl' });
    assert.equal(
      sent,
      `Trattoria Aurora: Zamówienie 42 jest gotowe, zapraszamy po odbiór, łosoś ${link}`
        .replace('ówie', 'owie')
        .replace('iór', 'ior')
        .replace('łosoś', 'losos'),
    );
    assert.deepEqual([smsSegments(text).segments, smsSegments(sent).segments], [3, 2]);
    assert.equal(smsText('Gotowe, łosoś', { language: 'pl' }), 'Gotowe, łosoś');
    assert.equal(smsText(text, { language: 'pl', accents: 'keep' }), text);
  });

  it('keeps the letters that GSM has when accents go', () => {
    const long = `L’assiette à la crème brûlée est prête, señor, jalapeño ${'x'.repeat(60)}`;
    const sent = smsText(long, { language: 'fr' });
    assert.ok(sent.startsWith("L'assiette à la crème brulée est prete, señor, jalapeño"), sent);
  });

  it('never drops accents in languages where they make other words', () => {
    const text = `Đơn hàng của bạn đã sẵn sàng ${'x'.repeat(60)}`;
    assert.equal(smsText(text, { language: 'vi' }), text.normalize('NFC'));
  });

  it('is the first wording that needs one segment, else the one that needs the fewest', () => {
    const options = { language: 'en' };
    const best = `Trattoria Aurora: order 42 is ready, please come to the counter. ${link}${link}`;
    const shorter = `Aurora: 42 is ready. ${link}`;
    assert.equal(shortestSms([best, shorter, 'x'], options), shorter);
    assert.equal(shortestSms([best, `${best}!`], options), best);
    assert.equal(shortestSms(['y'.repeat(500), 'z'.repeat(200)], options), 'z'.repeat(200));
  });

  it('cuts a restaurant’s long name between words', () => {
    assert.equal(shortName('Trattoria Aurora', 20), 'Trattoria Aurora');
    assert.equal(shortName('Ristorante Pizzeria Bella Napoli & Figli', 24), 'Ristorante Pizzeria');
    assert.equal(shortName('Donaudampfschifffahrtskantine', 10), 'Donaudampf');
    assert.equal(shortName('👨‍👩‍👧 Family', 3), '👨‍👩‍👧 F');
  });
});
