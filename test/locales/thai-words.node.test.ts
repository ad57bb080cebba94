import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadLanguages, textsOf } from '../support/language-files.js';

/** A syllable that no Thai word is alone: consonants of which the last one is silent. */
const rest = /^[ก-ฮ]{1,3}์$/u;

const languages = await loadLanguages();

describe('Thai', () => {
  // It has no spaces between words, so browsers break its lines where a dictionary ends a word. Of a word that the
  // dictionary does not know they make several, and cut the words beside it as well: "ของออเดอร์" becomes "ขอ", "งอ", "อเด", "อร์".
  it('has no word that browsers cut in the middle where a line ends', () => {
    const words = new Intl.Segmenter('th', { granularity: 'word' });
    const thai = languages.find(({ code }) => code === 'th');
    assert.ok(thai);
    const cut = textsOf(thai).flatMap(({ key, text }) => {
      const pieces = [...words.segment(text)].map(({ segment }) => segment);
      return pieces.some((piece) => rest.test(piece)) ? `${key}: ${pieces.join('|')}` : [];
    });
    assert.deepEqual(cut, []);
  });
});
