import type { LocaleKey } from '../../../locales/locale.js';
import { reachStrings } from '../../../locales/parts/reach.js';
import type { Wording } from '../../shared/wording.js';
import type { ConsentWords } from './guest-channels.js';
import type { Channel } from './notify-endpoint.js';

type Words = Pick<Wording, 'text' | 'lang'>;

/** A string. Beside the one-file builds the English of this part is here alone, not with that of the element. */
export function reachText(words: Words, key: LocaleKey): string {
  return words.text(key) || (reachStrings[key as keyof typeof reachStrings] ?? '');
}

/**
 * What the guest agrees to by turning a channel on, as it is drawn: it begins with who sends, where that is known.
 *
 * @param mayReply whether an SMS can be answered by STOP; the link in each ends them in any case
 */
export function consentWords(words: Words, channel: Channel, mayReply: boolean, restaurant = ''): ConsentWords {
  const key = channel === 'sms' && !mayReply ? 'reach_sms_link_text' : (`reach_${channel}_text` as const);
  const own = words.text(key, { restaurant });
  const wording = own || reachStrings[key].replace('{restaurant}', () => restaurant);
  return { wording: wording.replace(/^[\s:：]+/, ''), language: own ? words.lang : 'en' };
}
