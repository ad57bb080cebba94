import { answerStrings } from '../../../locales/parts/answers.js';
import type { Wording } from '../../shared/wording.js';

/** A string. Beside the one-file builds the English of this part is here alone, not with that of the element. */
export function answerText(words: Wording, key: keyof typeof answerStrings, time = ''): string {
  return words.text(key, { time }) || answerStrings[key].replace('{time}', time);
}
