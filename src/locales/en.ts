import { cardStrings } from './parts/card.js';
import { commonStrings } from './parts/common.js';
import type { Plural, StatusStrings } from './strings.js';

/** Every string of the first picture, in English. Other languages have the same keys. */
export const en = {
  code: 'en',
  dir: 'ltr',
  ...commonStrings,
  ...cardStrings,
} as const satisfies StatusStrings & Readonly<Record<string, string | Plural>>;
