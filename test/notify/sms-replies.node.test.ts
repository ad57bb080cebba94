import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wishOf } from '../../demo/supabase/functions/_shared/notify/replies.js';
import { replyText } from '../../demo/supabase/functions/_shared/notify/reply-texts.js';
import { translatedLanguages } from '../../src/locales/registry.js';

describe('a guest’s reply', () => {
  it('ends messages with the words that law and networks prescribe, however they are written', () => {
    const replies = [
      ...['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT', 'REMOVE', 'TD', 'ARRET'],
      ...[
        'stop',
        ' Stop. ',
        'STOP!!!',
        '"stop"',
        '“Stop”',
        'stop all',
        'Opt-Out',
        'opt out',
        'S T O P',
        'Ｓｔｏｐ',
        'stop 🛑',
      ],
    ];
    for (const reply of replies) assert.equal(wishOf(reply).wish, 'stop', reply);
  });

  it('ends messages with the words of other languages, with accents or without', () => {
    const replies = [
      'Stopp',
      'ARRÊT',
      'arret',
      'Arrête !',
      'Alto',
      '¡baja!',
      'parar',
      'SAIR',
      'afmelden',
      'СТОП',
      'стоп.',
    ];
    replies.push(
      'הסר',
      'إيقاف',
      'ايقاف',
      'لغو',
      '退订',
      '停止',
      '수신거부',
      'หยุด',
      'रोकें',
      'ΣΤΟΠ',
      'Στόπ',
      'odhlásit',
      'berhenti',
    );
    for (const reply of replies) assert.equal(wishOf(reply).wish, 'stop', reply);
  });

  it('ends messages for a sentence that begins or ends with STOP', () => {
    for (const reply of ['STOP please', 'please stop', 'Stop sending me these', 'stop it now!']) {
      assert.equal(wishOf(reply).wish, 'stop', reply);
    }
  });

  it('leaves alone what only sounds like it', () => {
    const replies = [
      'Cancel my order',
      'The end',
      'Is this the bus stop for the restaurant?',
      'Can’t stop, be there in 5',
    ];
    replies.push('quit smoking', '', '…', '👍', 'Thanks', 'Stopover', 'yes', 'annuler', 'x'.repeat(2000));
    for (const reply of replies) assert.equal(wishOf(reply).wish, 'other', reply);
  });

  it('asks for help, or begins messages again', () => {
    for (const reply of ['HELP', 'info', 'Hilfe!', 'AIDE', 'ayuda', 'Hjælp', 'HJÄLP', 'помощь', '帮助', 'मदद']) {
      assert.equal(wishOf(reply).wish, 'help', reply);
    }
    for (const reply of ['START', 'unstop', 'Start.']) assert.equal(wishOf(reply).wish, 'start', reply);
  });

  it('tells its language where only one has the word', () => {
    assert.deepEqual(wishOf('Hilfe'), { wish: 'help', isStandard: false, language: 'de' });
    assert.deepEqual(wishOf('arrêt'), { wish: 'stop', isStandard: false, language: 'fr' });
    assert.equal(wishOf('POMOC').language, undefined);
    assert.equal(wishOf('stop').isStandard, true);
  });

  it('is answered in the guest’s language, with the restaurant’s name', () => {
    assert.equal(
      replyText('help', { language: 'de', name: 'Trattoria Aurora', contact: '+49 30 901820' }),
      'Trattoria Aurora: Sie erhalten nur Nachrichten zu Ihrer Bestellung. Mit STOP beenden Sie sie. +49 30 901820',
    );
    assert.equal(replyText('stopped', { language: 'xx', contact: 'a@b.example' }), 'You will get no more messages.');
  });

  it('is told to send a word that is understood', () => {
    for (const language of ['en', 'ru', ...translatedLanguages]) {
      assert.match(replyText('help', { language }), /\bSTOP\b/, language);
    }
    assert.equal(wishOf('STOP').wish, 'stop');
  });

  it('is answered in the guest’s language, as messages are written in it', () => {
    const english = replyText('help', {});
    for (const language of translatedLanguages) assert.notEqual(replyText('help', { language }), english, language);
    assert.equal(replyText('stopped', { language: 'zh-TW' }), '您不會再收到簡訊。');
    assert.equal(replyText('stopped', { language: 'zh' }), '您不会再收到短信。');
    assert.equal(replyText('stopped', { language: 'nn' }), replyText('stopped', { language: 'nb' }));
    assert.match(replyText('help', { language: 'it' }), /^Ricevi /);
    assert.match(replyText('help', { language: 'nl' }), /^Je /);
  });

  it('keeps the restaurant’s name and number in their place in languages that are written from right to left', () => {
    const text = replyText('help', { language: 'he', name: 'Trattoria Aurora', contact: '+49 30 901820' });
    assert.match(text, /^\u2068Trattoria Aurora\u2069: .*\u2068\+49 30 901820\u2069$/);
  });
});
