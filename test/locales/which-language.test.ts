import { expect } from '@esm-bundle/chai';
import { findLocale, readLocale, registerLocale, requestLocale } from '../../src/locales/registry.js';
import { allEnglish } from '../support/language-files.js';

/** The file that is asked for in a language. It is never given: each of these asks again. */
function fileFor(tag: string): string | undefined {
  let file: string | undefined;
  const isLoading = requestLocale(tag, (path) => {
    file = path;
    return undefined;
  });
  expect(isLoading).to.equal(false);
  return file?.replace(/^locales\/|\.json$/g, '');
}

const nextTask = () => new Promise((resolve) => setTimeout(resolve));

describe('the language file', () => {
  const files: Readonly<Record<string, readonly string[]>> = {
    'pt-BR': ['pt', 'pt-BR', 'PT-br', 'pt_BR', 'pt-Latn-BR'],
    'pt-PT': ['pt-PT', 'pt-AO', 'pt-MZ', 'pt-CV', 'pt-CH'],
    'zh-Hans': ['zh', 'zh-CN', 'zh-SG', 'zh-MY', 'zh-Hans', 'zh-Hans-HK', 'zh_CN'],
    'zh-Hant': ['zh-TW', 'zh-HK', 'zh-MO', 'zh-Hant', 'zh-hant-cn', 'ZH-tw', 'zh_TW'],
    he: ['he', 'he-IL', 'iw', 'iw-IL'],
    de: ['de', 'de-AT', 'de-CH-1996', 'de-u-co-phonebk', 'de_DE'],
    fr: ['fr', 'fr-CA'],
    ar: ['ar', 'ar-EG'],
  };

  for (const [file, tags] of Object.entries(files)) {
    it(`of ${tags.join(', ')} is "${file}"`, () => {
      expect(tags.map(fileFor)).to.deep.equal(tags.map(() => file));
    });
  }

  it('is none for a language that has none, and for nonsense', () => {
    for (const tag of [
      'sr',
      'sr-Latn',
      'xx',
      'yue',
      '',
      '-',
      '!?',
      'x-klingon',
      'en-US@posix',
      'C',
      'i',
      '💥',
      'a'.repeat(99),
    ]) {
      expect(fileFor(tag), tag).to.equal(undefined);
    }
  });

  it('is not needed for English', () => {
    for (const tag of ['en', 'en-GB', 'EN_us', 'en-US@posix']) {
      expect(findLocale(tag)?.code, tag).to.equal('en');
      expect(fileFor(tag), tag).to.equal(undefined);
    }
  });
});

describe('a language that the page registered', () => {
  const register = (code: string, ready: string) => registerLocale({ ...allEnglish, code, ready });
  const readyIn = (tag: string) => findLocale(tag)?.ready;

  it('under a plain code serves each of its kinds, also after a file came', async () => {
    register('pt', 'Registered');
    const file = JSON.parse(JSON.stringify({ ...allEnglish, code: 'pt-BR', ready: 'From the file' }));
    expect(readLocale(file)?.ready).to.equal('From the file');
    requestLocale('pt-BR', async () => file);
    await nextTask();
    expect(['pt', 'pt-BR', 'pt-AO', 'pt_PT'].map(readyIn)).to.deep.equal(Array(4).fill('Registered'));
  });

  it('goes before the others under the exact code', () => {
    register('de', 'German');
    register('de-AT', 'Austrian');
    register('zh-Hant', 'Traditional');
    register('zh-HK', 'Hong Kong');
    register('de_formal', 'Formal');
    expect(['de', 'de-CH', 'de-at', 'zh-TW', 'zh-HK', 'de_formal', 'zh-CN'].map(readyIn)).to.deep.equal([
      'German',
      'German',
      'Austrian',
      'Traditional',
      'Hong Kong',
      'Formal',
      undefined,
    ]);
  });

  it('under an outdated code is found by it', () => {
    register('no', 'Norwegian');
    expect(['no', 'no-NO'].map(readyIn)).to.deep.equal(['Norwegian', 'Norwegian']);
  });
});
