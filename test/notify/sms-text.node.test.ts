import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shortName } from '../../src/messages/short-name.js';
import { smsLetters } from '../../src/messages/sms-letters.js';
import { countSegments } from '../../src/messages/sms-segments.js';

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
      assert.equal(countSegments('a'.repeat(length)), segments, `${length}`);
    }
  });

  it('counts €, braces and brackets twice, and never splits one between two segments', () => {
    assert.equal(countSegments('€'.repeat(80)), 1);
    // 152 + 2 do not fit into 153: the sign begins the second segment.
    assert.equal(countSegments(`${'a'.repeat(152)}€${'a'.repeat(151)}`), 2);
    assert.equal(countSegments(`${'a'.repeat(152)}€${'a'.repeat(152)}`), 3);
  });

  it('is one segment for 70 characters once one of them is outside the alphabet, then 67', () => {
    assert.equal(countSegments('я'.repeat(70)), 1);
    assert.equal(countSegments('я'.repeat(71)), 2);
    assert.equal(countSegments(`${'a'.repeat(69)}🍕`), 2);
    assert.equal(countSegments(`${'a'.repeat(66)}🍕${'a'.repeat(66)}`), 3);
  });

  it('knows the letters that GSM has: German, Italian and Scandinavian ones, but not á, ç or ł', () => {
    for (const text of ['Größe für Öl', 'è più buono', 'Smørrebrød på bord', 'mañana ¿qué?', 'ΔΦΓ']) {
      assert.equal(countSegments(text.padEnd(160)), 1, text);
    }
    for (const text of ['está', 'reçu', 'gotowe, łosoś', '“ready”', 'a\tb', 'a`b']) {
      assert.equal(countSegments(text.padEnd(71)), 2, text);
    }
  });
});

describe('the text of an SMS', () => {
  it('has everyday quotes and dashes where then everything fits the alphabet', () => {
    const sent = smsLetters('Trattoria “Aurora” – your order №\u00a042 is ready…', 'en', 'drop');
    assert.equal(sent, 'Trattoria "Aurora" - your order No 42 is ready...');
  });

  it('keeps everything in a script that the alphabet has not', () => {
    const text = 'Замовлення №42 – готове \u2068Aurora\u2069';
    assert.equal(smsLetters(text, 'uk', 'drop'), text);
  });

  it('drops Polish accents when that saves a segment, and only then', () => {
    const text = `Trattoria Aurora: Zamówienie 42 jest gotowe, zapraszamy po odbiór, łosoś ${link}`;
    const sent = smsLetters(text, 'pl', 'drop');
    assert.equal(
      sent,
      `Trattoria Aurora: Zamówienie 42 jest gotowe, zapraszamy po odbiór, łosoś ${link}`
        .replace('ówie', 'owie')
        .replace('iór', 'ior')
        .replace('łosoś', 'losos'),
    );
    assert.deepEqual([countSegments(text), countSegments(sent)], [3, 2]);
    assert.equal(smsLetters('Gotowe, łosoś', 'pl', 'drop'), 'Gotowe, łosoś');
    assert.equal(smsLetters(text, 'pl', 'keep'), text);
  });

  it('keeps the letters that GSM has when accents go', () => {
    const long = `Żurek à la crème brûlée, señor, jalapeño ${'x'.repeat(60)}`;
    const sent = smsLetters(long, 'pl', 'drop');
    assert.ok(sent.startsWith('Zurek à la crème brulée, señor, jalapeño'), sent);
  });

  it('never drops accents in languages where a word without them is wrong, or another one', () => {
    for (const [language, words] of [
      ['vi', 'Đơn hàng của bạn đã sẵn sàng'],
      ['es', 'Su pedido está listo'],
      ['fr', 'Votre commande est prête, ça y est'],
      ['pt-BR', 'Seu pedido não está pronto'],
      ['pt-PT', 'O pedido não está pronto'],
      ['ca', 'La comanda està llesta, gràcies, això és tot'],
    ] as const) {
      const text = `${words} ${'x'.repeat(120)}`.normalize('NFC');
      assert.equal(smsLetters(text, language, 'drop'), text, language);
    }
  });

  it('cuts a restaurant’s long name between words', () => {
    assert.equal(shortName('Trattoria Aurora', 20), 'Trattoria Aurora');
    assert.equal(shortName('Ristorante Pizzeria Bella Napoli & Figli', 24), 'Ristorante Pizzeria');
    assert.equal(shortName('Donaudampfschifffahrtskantine', 10), 'Donaudampf');
    assert.equal(shortName('👨‍👩‍👧 Family', 3), '👨‍👩‍👧 F');
  });
});
