import { ar } from '../locales/ar.js';
import { cs } from '../locales/cs.js';
import { da } from '../locales/da.js';
import { de } from '../locales/de.js';
import { el } from '../locales/el.js';
import { en } from '../locales/en.js';
import { es } from '../locales/es.js';
import { fi } from '../locales/fi.js';
import { fr } from '../locales/fr.js';
import { he } from '../locales/he.js';
import { hi } from '../locales/hi.js';
import { hu } from '../locales/hu.js';
import { id } from '../locales/id.js';
import { it } from '../locales/it.js';
import { ja } from '../locales/ja.js';
import { ko } from '../locales/ko.js';
import type { Locale } from '../locales/locale.js';
import { ar as arMessages } from '../locales/messages/ar.js';
import { cs as csMessages } from '../locales/messages/cs.js';
import { da as daMessages } from '../locales/messages/da.js';
import { de as deMessages } from '../locales/messages/de.js';
import { el as elMessages } from '../locales/messages/el.js';
import { en as enMessages, type MessageStrings } from '../locales/messages/en.js';
import { es as esMessages } from '../locales/messages/es.js';
import { fi as fiMessages } from '../locales/messages/fi.js';
import { fr as frMessages } from '../locales/messages/fr.js';
import { he as heMessages } from '../locales/messages/he.js';
import { hi as hiMessages } from '../locales/messages/hi.js';
import { hu as huMessages } from '../locales/messages/hu.js';
import { id as idMessages } from '../locales/messages/id.js';
import { it as itMessages } from '../locales/messages/it.js';
import { ja as jaMessages } from '../locales/messages/ja.js';
import { ko as koMessages } from '../locales/messages/ko.js';
import { nb as nbMessages } from '../locales/messages/nb.js';
import { nl as nlMessages } from '../locales/messages/nl.js';
import { pl as plMessages } from '../locales/messages/pl.js';
import { ptBR as ptBRMessages } from '../locales/messages/pt-BR.js';
import { ptPT as ptPTMessages } from '../locales/messages/pt-PT.js';
import { ro as roMessages } from '../locales/messages/ro.js';
import { sv as svMessages } from '../locales/messages/sv.js';
import { th as thMessages } from '../locales/messages/th.js';
import { tr as trMessages } from '../locales/messages/tr.js';
import { uk as ukMessages } from '../locales/messages/uk.js';
import { vi as viMessages } from '../locales/messages/vi.js';
import { zhHans as zhHansMessages } from '../locales/messages/zh-Hans.js';
import { zhHant as zhHantMessages } from '../locales/messages/zh-Hant.js';
import { nb } from '../locales/nb.js';
import { nl } from '../locales/nl.js';
import { alertStrings } from '../locales/parts/alerts.js';
import { answerStrings } from '../locales/parts/answers.js';
import { copyLinkStrings } from '../locales/parts/copy-link.js';
import { guestActionStrings } from '../locales/parts/guest-actions.js';
import { handoverStrings } from '../locales/parts/handover.js';
import { reachStrings } from '../locales/parts/reach.js';
import { recentStrings } from '../locales/parts/recent.js';
import { pl } from '../locales/pl.js';
import { ptBR } from '../locales/pt-BR.js';
import { ptPT } from '../locales/pt-PT.js';
import { codesFor } from '../locales/registry.js';
import { ro } from '../locales/ro.js';
import { sv } from '../locales/sv.js';
import { th } from '../locales/th.js';
import { tr } from '../locales/tr.js';
import { uk } from '../locales/uk.js';
import { vi } from '../locales/vi.js';
import { zhHans } from '../locales/zh-Hans.js';
import { zhHant } from '../locales/zh-Hant.js';

type MessageLanguage = Locale & MessageStrings;

const english: MessageLanguage = {
  ...en,
  ...alertStrings,
  ...answerStrings,
  ...copyLinkStrings,
  ...guestActionStrings,
  ...handoverStrings,
  ...reachStrings,
  ...recentStrings,
  ...enMessages,
};

const languages: readonly MessageLanguage[] = [
  english,
  { ...ar, ...arMessages },
  { ...cs, ...csMessages },
  { ...da, ...daMessages },
  { ...de, ...deMessages },
  { ...el, ...elMessages },
  { ...es, ...esMessages },
  { ...fi, ...fiMessages },
  { ...fr, ...frMessages },
  { ...he, ...heMessages },
  { ...hi, ...hiMessages },
  { ...hu, ...huMessages },
  { ...id, ...idMessages },
  { ...it, ...itMessages },
  { ...ja, ...jaMessages },
  { ...ko, ...koMessages },
  { ...nb, ...nbMessages },
  { ...nl, ...nlMessages },
  { ...pl, ...plMessages },
  { ...ptBR, ...ptBRMessages },
  { ...ptPT, ...ptPTMessages },
  { ...ro, ...roMessages },
  { ...sv, ...svMessages },
  { ...th, ...thMessages },
  { ...tr, ...trMessages },
  { ...uk, ...ukMessages },
  { ...vi, ...viMessages },
  { ...zhHans, ...zhHansMessages },
  { ...zhHant, ...zhHantMessages },
];

/** The codes of all languages; English is the first. */
export const languageCodes: readonly string[] = languages.map(({ code }) => code);

/** The language of messages for a tag such as `pt-AO`; English where there is none. Never throws. */
export function languageFor(tag: string): MessageLanguage {
  const codes = codesFor(tag);
  const found = codes.map((code) => languages.find((language) => language.code.toLowerCase() === code));
  return found.find(Boolean) ?? english;
}
