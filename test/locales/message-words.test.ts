import { expect } from '@esm-bundle/chai';
import { faultsIn, loadLanguages } from '../support/language-files.js';

/** A name or number can be in any gender, case and script: nothing may depend on how it ends or begins. */
const glued = /[\p{L}\p{M}'’\u05be-]\{(?:restaurant|number)\}|\{(?:restaurant|number)\}[\p{L}\p{M}'’\u05be-]/u;

const languages = await loadLanguages();

describe('the words of messages', () => {
  for (const language of languages) {
    it(`in "${language.code}" have no ending, article or hyphen at a name or number`, () => {
      const faults = faultsIn(language, ({ key, text }) => /^(?:message|staff|reach)_/.test(key) && glued.test(text));
      expect(faults.join('\n')).to.equal('');
    });

    it(`in "${language.code}" say with which word an SMS is ended`, () => {
      const faults = faultsIn(
        language,
        ({ key, text }) => /^(?:message_stop|reach_sms_text)$/.test(key) && !/\bSTOP\b/.test(text),
      );
      expect(faults.join('\n')).to.equal('');
    });

    it(`in "${language.code}" name no STOP where an SMS cannot be answered`, () => {
      const faults = faultsIn(language, ({ key, text }) => key === 'reach_sms_link_text' && text.includes('STOP'));
      expect(faults.join('\n')).to.equal('');
    });

    it(`in "${language.code}" let guests agree to messages of a sender who is named`, () => {
      const faults = faultsIn(
        language,
        ({ key, text }) =>
          /^reach_(?:push|sms|sms_link|email)_text$/.test(key) && !/^\{restaurant\}\u00a0?[:：]/.test(text),
      );
      expect(faults.join('\n')).to.equal('');
    });
  }
});
