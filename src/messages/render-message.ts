import { sentence } from '../elements/shared/sentences.js';
import { cleanText } from '../order/clean-text.js';
import { mergeOrder } from '../order/merge-order.js';
import type { Order } from '../order/order.js';
import { parseOrder } from '../order/wire.js';
import { mailHtml, mailText } from './mail.js';
import type { MessageInput, MessageKind, RenderedMessage } from './message.js';
import { MessageWords } from './message-words.js';
import { readReceipt } from './receipt.js';
import { type MessageContext, type Said, whatToSay } from './said.js';
import { countSegments, withCheapLetters } from './sms-text.js';

const urgentKinds: readonly MessageKind[] = ['ready', 'ended', 'delayed', 'unanswered', 'answer', 'staff'];

/**
 * Puts the news of an order into words, for one recipient and one channel, as a good restaurant would write them.
 *
 * `undefined`: the order has moved on, so that there is nothing true to say: a message that an order is ready is not sent
 * once it is back in the kitchen, and a status that only a clock has set is never told as a fact.
 *
 * Throws `TypeError` if `order` is no order in the format of our endpoints.
 */
export function renderMessage<To>(input: MessageInput<To>): RenderedMessage<To> | undefined {
  const { now = new Date() } = input;
  const words = new MessageWords(input.language, input.timeZone, now);
  const context = { order: readOrder(input.order), words, now, input };
  const said = whatToSay(context);
  if (!said) return undefined;
  const restaurant = cleanText(input.restaurantName, 120);
  const title = restaurant ? words.text('message_from', { restaurant, title: said.title }) : said.title;
  return {
    id: input.id,
    kind: input.kind,
    orderId: context.order.id,
    to: input.recipient,
    language: words.locale.code,
    direction: words.locale.dir,
    title: input.channel === 'sms' ? '' : title,
    ...bodyOf(context, said, { restaurant, title }),
    link: input.link,
    withdrawLink: input.withdrawLink,
    expiresAt: input.expiresAt,
    isUrgent: urgentKinds.includes(input.kind),
  };
}

interface Heading {
  readonly restaurant: string;
  /** What is said, with the restaurant's name before it. */
  readonly title: string;
}

function bodyOf(context: MessageContext, said: Said, { restaurant, title }: Heading): { text: string; html?: string } {
  const { input } = context;
  switch (input.channel) {
    case 'push':
      return { text: said.lines.join(' ') };
    case 'sms':
      return { text: smsText(context, title, said.lines) };
    case 'email': {
      const hasItems = input.kind === 'placed' || input.kind === 'summary';
      const receipt = hasItems ? readReceipt(context.order, input.order, context.words) : undefined;
      const mail = { context, said, restaurant, title, receipt };
      return { text: mailText(mail), html: mailHtml(mail) };
    }
  }
}

/** In one SMS where it fits; else with everything that costs no further one. To staff there is no link: it is the guest's. */
function smsText({ words, input }: MessageContext, title: string, lines: readonly string[]): string {
  const isToStaff = input.kind === 'staff';
  const mayReply = input.mayReply ?? true;
  const end = mayReply ? words.text('message_stop') : `${words.text('message_withdraw')} ${input.withdrawLink}`;
  const texts = lines.map((_, at) => lines.slice(0, lines.length - at)).concat([[]]);
  const candidates = texts.map((kept) => {
    const news = [sentence(title), ...kept].join(' ');
    return withCheapLetters(isToStaff ? news : [news, input.link, end].join('\n'));
  });
  const fewest = Math.min(...candidates.map(countSegments));
  return candidates.find((text) => countSegments(text) === fewest) ?? title;
}

function readOrder(payload: unknown): Order {
  const result = parseOrder(payload);
  if (!result.ok) throw new TypeError(`The order cannot be read: ${result.reason}`);
  const { order } = mergeOrder(undefined, result.patch, { kind: 'read' });
  if (!order) throw new TypeError('The order cannot be read.');
  return order;
}
