import type { en as boardEn } from './board/en.js';
import type { en } from './en.js';
import type { alertStrings } from './parts/alerts.js';
import type { answerStrings } from './parts/answers.js';
import type { copyLinkStrings } from './parts/copy-link.js';
import type { guestActionStrings } from './parts/guest-actions.js';
import type { handoverStrings } from './parts/handover.js';
import type { reachStrings } from './parts/reach.js';
import type { recentStrings } from './parts/recent.js';
import type { Plural, StatusStrings } from './strings.js';

export type { Plural, StatusStrings } from './strings.js';

/** The strings of the first picture, and those of the parts that are loaded on demand. */
type English = Omit<typeof en, 'code' | 'dir'> &
  typeof alertStrings &
  typeof answerStrings &
  typeof copyLinkStrings &
  typeof guestActionStrings &
  typeof handoverStrings &
  typeof reachStrings &
  typeof recentStrings;

/** The key of a string. */
export type LocaleKey = keyof StatusStrings | keyof English;

/** The key of a string that only a board has. */
export type BoardKey = keyof typeof boardEn;

/** The strings of one language. `{name}` is a placeholder. Plain JSON, so that it can be a file. */
export type Strings = StatusStrings & {
  readonly [Key in Exclude<keyof English, keyof StatusStrings>]: English[Key] extends string ? string : Plural;
};

/** The strings that only a board has. */
export type BoardStrings = {
  readonly [Key in BoardKey]: (typeof boardEn)[Key] extends string ? string : Plural;
};

/** One language: its code (`fr`, `pt-BR`, `zh-Hant`), its writing direction, and its strings. */
export type Locale = Strings & Partial<BoardStrings> & { readonly code: string; readonly dir: 'ltr' | 'rtl' };

/** Your own wording for any string; an absent one keeps the wording of the language. */
export type Labels = Partial<Strings & BoardStrings>;
