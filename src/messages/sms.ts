import { sentence } from '../elements/shared/sentences.js';
import { joinSentences } from './join-sentences.js';
import type { SmsStyle } from './message.js';
import type { MessageContext, Said } from './said.js';
import { shortName } from './short-name.js';
import { smsLetters } from './sms-letters.js';
import { countSegments } from './sms-segments.js';

/** An SMS, and what it costs. */
export interface Sms {
  readonly text: string;
  readonly segments: number;
}

const usual: SmsStyle = { mayReply: true, accents: 'drop' };
/** Of a name in so many letters guests still know who writes. */
const shortestName = 24;

/**
 * The whole SMS: the news, the link to the guest’s page, and how to end the messages by one tap. To staff there are no
 * links: they are the guest’s.
 *
 * Where that saves a segment, first the restaurant’s name gets shorter, then what is only polite goes, then the word STOP.
 * What the guest has to know never goes, whatever it costs.
 */
export function writeSms(context: MessageContext, said: Said, restaurant: string): Sms {
  const { input } = context;
  const { mayReply, accents } = input.sms ?? usual;
  const isToStaff = input.kind === 'staff';
  const ends = isToStaff ? [[]] : mayReply ? [stopOrLink(context), linkAlone(context)] : [linkAlone(context)];
  const names = [restaurant, shortName(restaurant, shortestName)];
  const candidates = ends.flatMap((end) =>
    [said.lines, said.facts].flatMap((lines) =>
      names.map((name) => {
        const news = joinSentences([sentence(titleFrom(context, said.title, name)), ...lines]);
        const text = isToStaff ? news : [news, input.link, ...end].join('\n');
        return smsLetters(text, context.words.locale.code, accents);
      }),
    ),
  );
  const written = candidates.map((text) => ({ text, segments: countSegments(text) }));
  return written.reduce((best, next) => (next.segments < best.segments ? next : best));
}

/** What is said, with the restaurant’s name before it where there is one. */
export function titleFrom({ words }: MessageContext, title: string, restaurant: string): string {
  return restaurant ? words.text('message_from', { restaurant, title }) : title;
}

/** Carriers want to read STOP, where it can be answered. */
function stopOrLink(context: MessageContext): readonly string[] {
  return [context.words.text('message_stop'), withLink('message_or_link', context)];
}

function linkAlone(context: MessageContext): readonly string[] {
  return [withLink('message_end', context)];
}

/** Without marks of direction: phones would take the one behind it for a part of the link. */
function withLink(key: 'message_or_link' | 'message_end', { words, input }: MessageContext): string {
  return words.locale[key].replace('{link}', () => input.withdrawLink);
}
