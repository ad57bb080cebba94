import { expect } from '@esm-bundle/chai';
import { sentence, sentences } from '../../../src/elements/shared/sentences.js';

describe('sentences', () => {
  for (const [text, ended] of [
    ['Running late', 'Running late.'],
    ['The oven is slow!', 'The oven is slow!'],
    ['遅れています', '遅れています。'],
    ['订单延迟', '订单延迟。'],
    ['देरी हो रही है', 'देरी हो रही है।'],
    ['ล่าช้า', 'ล่าช้า'],
    ['تأخر الطلب؟', 'تأخر الطلب؟'],
  ] as const) {
    it(`ends "${text}" with the stop of its script`, () => expect(sentence(text)).to.equal(ended));
  }

  it('are joined, each with its stop, and the last one as it is', () => {
    expect(sentences(['Preparing', 'The oven!', 'Running late'])).to.equal('Preparing. The oven! Running late');
    expect(sentences(['準備中', '遅れています', '42'])).to.equal('準備中。遅れています。42');
  });
});
