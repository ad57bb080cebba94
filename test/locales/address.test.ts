import { expect } from '@esm-bundle/chai';
import { faultsIn, type LanguageText, loadLanguages, textsOf } from '../support/language-files.js';

/** How a language speaks to guests: the same way in every text. */
interface Address {
  /** Words of another way, or of a sister language. `*` at the end stands for any ending. Capitals matter. */
  readonly never: string;
  /** Words of this way; one of them must occur somewhere. */
  readonly some: string;
  /** The endings of all sentences, where the language marks politeness there. */
  readonly sentence?: RegExp;
}

const simplifiedOnly = /[订单厨备请题错连线这给门闭检询问厅码时间预计显关]/;
const traditionalOnly = /[訂單廚備請題錯連線這給門閉檢詢問廳碼時間預計顯關]/;

const addresses: Readonly<Record<string, Address>> = {
  en: { never: 'thou', some: 'your you' },
  // Polite forms.
  de: { never: 'du Du dich Dich dir Dir dein* Dein* euch Euch euer* Euer* eure* Eure*', some: 'Sie Ihre' },
  fr: { never: 'tu Tu te Te toi ton ta tes Ton Ta Tes t’*', some: 'vous votre' },
  es: { never: 'tú tu tus te ti Tu Tus Tú contigo vosotros vuestr*', some: 'su Su' },
  'pt-BR': { never: 'tu te ti teu tua teus tuas vós vosso* ecrã ligação telemóvel utilizador', some: 'você seu' },
  'pt-PT': { never: 'você* Você* tu te ti teu tua teus tuas tela equipe usuário celular', some: 'seu sua' },
  pl: { never: 'pan pani Pan Pani Pana Panu Państw*', some: 'Twoje Ciebie' },
  tr: { never: 'sen seni sana senin Sen siparişin', some: 'siparişiniz Siparişiniz' },
  uk: { never: 'ти тебе тобі твій твоя твоє твої твого твоєму', some: 'ваше вас' },
  cs: { never: 'ty tě ti tobě tvůj tvoje tvá tvé tvou tvého tvoj*', some: 'vaše vám' },
  ro: { never: 'tu tine ție tău ta tale tăi', some: 'vă dumneavoastră' },
  el: { never: 'εσύ εσένα σου', some: 'σας' },
  hu: { never: 'te téged neked tied rendelésed rendelésedet', some: 'Ön rendelése' },
  ar: {
    // Commands to one man; asking with "please" is for everybody.
    never: 'تحقق افتح اسأل فاسأل اطلب امسح اضغط انقر أظهر اترك أبقِ أبق انسخ',
    some: 'يُرجى',
  },
  he: { never: 'אתה אתם שלכם לחץ לחצי פתח פתחי בדוק בדקי שאל שאלי נסה נסי הצג הציגי', some: 'יש' },
  hi: { never: 'तुम तुम्हें तुम्हारा तुम्हारे तुम्हारी तू तेरा तेरे करो पूछो खोलो कर्मचारियों', some: 'आप आपका' },
  ja: { never: 'あなた', some: 'ください', sentence: /(?:です|ます|ました|ません|でした|ください|ませ)$/ },
  ko: { never: '너 당신', some: '주세요', sentence: /(?:니다|세요)$/ },
  'zh-Hans': { never: '你 你们', some: '您' },
  'zh-Hant': { never: '你 你們', some: '您' },
  th: { never: 'เธอ นาย', some: 'คุณ' },
  vi: { never: 'mày quý anh chị', some: 'bạn' },
  id: { never: 'kamu kau engkau', some: 'Anda' },
  // Familiar forms, as these countries' restaurants write.
  it: { never: 'Lei vostro vostra chieda apra controlli copi tenga mostri ritiri', some: 'tuo ti' },
  nl: { never: 'u U uw Uw uwe', some: 'je' },
  sv: { never: 'ni Ni er Er ert era', some: 'din du' },
  da: { never: 'Dem Deres', some: 'din du' },
  nb: { never: 'Dem Deres', some: 'din du' },
  fi: { never: 'te teidän teille teitä tilauksenne', some: 'sinulle tilauksesi Tilauksesi' },
};

/** Chinese and Thai have no spaces between words. */
const withoutSpaces = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]/;

function anyOf(words: string): RegExp {
  const patterns = words.split(' ').map((word) => {
    if (withoutSpaces.test(word)) return word;
    const isStem = word.endsWith('*');
    return `(?<!\\p{L}|\\p{M})${isStem ? word.slice(0, -1) : `${word}(?!\\p{L}|\\p{M})`}`;
  });
  return new RegExp(patterns.join('|'), 'u');
}

const sentencesOf = (text: string) => text.split(/[.。]/).slice(0, -1);

const languages = await loadLanguages();

describe('guests are spoken to', () => {
  for (const language of languages) {
    const { code } = language;

    it(`in the same way throughout "${code}"`, () => {
      const address = addresses[code];
      if (!address) throw new Error(`Say in test/locales/address.test.ts how "${code}" speaks to guests.`);
      const { never, some, sentence } = address;
      const isFault = ({ text }: LanguageText) =>
        anyOf(never).test(text) || (sentence !== undefined && !sentencesOf(text).every((said) => sentence.test(said)));
      expect(faultsIn(language, isFault).join('\n')).to.equal('');
      expect(textsOf(language).some(({ text }) => anyOf(some).test(text))).to.equal(true);
    });
  }

  for (const [code, other] of [
    ['zh-Hans', traditionalOnly],
    ['zh-Hant', simplifiedOnly],
  ] as const) {
    it(`in the characters of "${code}" only`, () => {
      const language = languages.find((found) => found.code === code);
      const faults = language && faultsIn(language, ({ text }) => other.test(text));
      expect(faults?.join('\n')).to.equal('');
    });
  }
});
