import assert from 'node:assert/strict';
import { it } from 'node:test';
import { consentWords } from '../../../demo/pages/shared/contacts.js';

it('guests of the order page agree to SMS in words that are true: STOP only where it can be answered', () => {
  assert.match(consentWords('sms', { sms: { may_reply: true } }), /Reply STOP to end, HELP for help\.$/);
  for (const sms of [{ may_reply: false }, {}]) {
    const words = consentWords('sms', { sms });
    assert.doesNotMatch(words, /STOP|HELP/);
    assert.match(words, /Each message has a link that ends them\./);
  }
  assert.match(consentWords('email', { sms: { may_reply: true } }), /^Trattoria Aurora may e-mail me/);
});
