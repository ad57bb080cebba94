import type { GuestReply } from './sender.ts';

/** What a guest's message asks for. */
export interface Wish {
  readonly wish: GuestReply['wish'];
  /** The language of the word, where only one of those below has it. */
  readonly language?: string;
  /** One of the English words that vendors answer by themselves. */
  readonly isStandard: boolean;
}

/**
 * The words that end messages, in the languages of the element.
 *
 * English: 47 CFR 64.1200(a)(10) names stop, quit, end, revoke, opt out, cancel and unsubscribe; Twilio adds STOPALL
 * (https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out); Amazon adds REMOVE, TD, and ARRET for Canada
 * (https://docs.aws.amazon.com/sms-voice/latest/userguide/keywords-required.html), Twilio's Proxy ARRETE. TD and 退订
 * are the words of networks in China; הסר stands in Israel's law on messages; RED and RET, and لغو, are what
 * networks in Turkey and Iran ask for. The others are translations. Of them, words that may mean the order (`annuler`,
 * `cancelar`, `storno`) are left out: only English CANCEL is prescribed.
 */
const stop: Readonly<Record<string, string>> = {
  en: 'STOP STOPALL QUIT END REVOKE OPTOUT CANCEL UNSUBSCRIBE REMOVE',
  ar: 'إيقاف أوقف توقف قف الغاء_الاشتراك',
  cs: 'STOP KONEC ODHLASIT',
  da: 'STOP STOPP AFMELD FRAMELD',
  de: 'STOP STOPP ABMELDEN ENDE AUFHÖREN',
  el: 'ΣΤΟΠ ΔΙΑΚΟΠΗ ΔΙΑΓΡΑΦΗ',
  es: 'ALTO BAJA PARAR PARA DETENER',
  fa: 'لغو توقف',
  fi: 'LOPETA PERU_TILAUS',
  fr: 'ARRET ARRETE ARRETER ARRETT STOPPER DESABONNER DESINSCRIRE',
  he: 'הסר הסרה עצור די',
  hi: 'रोकें बंद बंद_करें',
  hu: 'ÁLLJ STOP LEÁLLÍT LEIRATKOZÁS',
  id: 'BERHENTI',
  it: 'FERMA BASTA DISISCRIVI DISDICI',
  ja: '停止 配信停止 解除',
  ko: '중지 수신거부 그만',
  nb: 'STOPP AVSLUTT AVMELD',
  nl: 'STOPPEN AFMELDEN UITSCHRIJVEN',
  pl: 'STOP ZATRZYMAJ REZYGNUJE WYPISZ KONIEC',
  pt: 'PARAR PARE SAIR DESCADASTRAR REMOVER',
  ro: 'STOP OPRESTE DEZABONARE',
  ru: 'СТОП ОТПИСАТЬСЯ ОТПИСКА',
  sv: 'STOPP AVSLUTA AVREGISTRERA',
  th: 'หยุด เลิกรับ',
  tr: 'DUR DURDUR RED RET',
  uk: 'СТОП ВІДПИСАТИСЯ ЗУПИНИТИ',
  vi: 'DUNG NGUNG TUCHOI',
  zh: 'TD 退订 退訂 停止',
};

const start: Readonly<Record<string, string>> = {
  en: 'START UNSTOP SUBSCRIBE',
  fr: 'DEMARRER REPRENDRE',
  de: 'STARTEN ANMELDEN',
  es: 'INICIAR ALTA COMENZAR',
  it: 'INIZIA ISCRIVI',
  pt: 'INICIAR COMECAR',
  nl: 'STARTEN AANMELDEN',
  pl: 'ZACZNIJ',
  ru: 'СТАРТ',
  uk: 'СТАРТ',
};

/** AIDE: https://docs.aws.amazon.com/end-user-messaging/latest/userguide/nx-rcs-launch-ca-french.html. */
const help: Readonly<Record<string, string>> = {
  en: 'HELP INFO',
  ar: 'مساعدة',
  cs: 'POMOC NÁPOVĚDA',
  da: 'HJÆLP',
  de: 'HILFE',
  el: 'ΒΟΗΘΕΙΑ',
  es: 'AYUDA',
  fi: 'APUA OHJE',
  fr: 'AIDE',
  he: 'עזרה',
  hi: 'मदद सहायता',
  hu: 'SEGÍTSÉG SÚGÓ',
  id: 'BANTUAN',
  it: 'AIUTO',
  ja: 'ヘルプ',
  ko: '도움말',
  nb: 'HJELP',
  nl: 'HULP',
  pl: 'POMOC',
  pt: 'AJUDA',
  ro: 'AJUTOR',
  ru: 'ПОМОЩЬ',
  sv: 'HJÄLP',
  th: 'ช่วยเหลือ',
  tr: 'YARDIM',
  uk: 'ДОПОМОГА',
  vi: 'TROGIUP',
  zh: '帮助 幫助',
};

/** Accents and points, which people leave out; signs that are letters of their own in India and Thailand stay. */
const marks = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;

/** Words that mean the end of messages wherever they stand first or last: "STOP please", "please unsubscribe". */
const plain = new Set(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'OPTOUT', 'STOPP', 'ARRET', 'ARRETE', 'ARRETER'].map(folded));
const mostWords = 4;

const words = new Map<string, { readonly wish: 'stop' | 'start' | 'help'; readonly languages: readonly string[] }>();
for (const [wish, table] of [
  ['stop', stop],
  ['start', start],
  ['help', help],
] as const) {
  for (const [language, list] of Object.entries(table)) {
    for (const word of list.split(' ')) {
      const key = folded(word);
      const known = words.get(key);
      if (known && known.wish !== wish) throw new Error(`${word} has two meanings.`);
      words.set(key, { wish, languages: [...(known?.languages ?? []), language] });
    }
  }
}
const standard = new Set([stop.en, start.en, help.en].flatMap((list) => (list ?? '').split(' ')).map(folded));

/**
 * Reads a guest's message. Case, accents, punctuation and blanks make no difference, and a few words around STOP do
 * neither; CANCEL, END and the like must stand alone, because "cancel my order" is something else.
 */
export function wishOf(text: string): Wish {
  const whole = folded(text);
  const known = words.get(whole);
  if (known) {
    const [language] = known.languages;
    const isOne = known.languages.length === 1 && language !== undefined;
    return { wish: known.wish, isStandard: standard.has(whole), ...(isOne && { language }) };
  }
  const parts = text
    .trim()
    .split(/\s+/)
    .map(folded)
    .filter((part) => part !== '');
  const isPlain = parts.length <= mostWords && (plain.has(parts[0] ?? '') || plain.has(parts.at(-1) ?? ''));
  // Vendors take single words alone, so a sentence is ours to answer.
  return { wish: isPlain ? 'stop' : 'other', isStandard: false };
}

/** Letters and digits alone, without accents, in capitals: `Arrêt !` is `ARRET`. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[æÆ]/g, 'AE')
    .replace(/[øØ]/g, 'O')
    .replace(/[łŁ]/g, 'L')
    .replace(marks, '')
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '')
    .toUpperCase();
}
