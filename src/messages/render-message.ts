import { cleanText } from '../order/clean-text.js';
import { mergeOrder } from '../order/merge-order.js';
import type { Order } from '../order/order.js';
import { parseOrder } from '../order/wire.js';
import { joinSentences } from './join-sentences.js';
import { mailHtml, mailText } from './mail.js';
import type { MessageInput, MessageKind, RenderedMessage } from './message.js';
import { MessageWords } from './message-words.js';
import { readReceipt } from './receipt.js';
import { type MessageContext, type Said, whatToSay } from './said.js';
import { titleFrom, writeSms } from './sms.js';

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
  const title = titleFrom(context, said.title, restaurant);
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

type Body = Pick<RenderedMessage<unknown>, 'text' | 'html' | 'segments'>;

function bodyOf(context: MessageContext, said: Said, { restaurant, title }: Heading): Body {
  const { input } = context;
  switch (input.channel) {
    case 'push':
      return { text: joinSentences(said.lines) };
    case 'sms':
      return writeSms(context, said, restaurant);
    case 'email': {
      const hasItems = input.kind === 'placed' || input.kind === 'summary';
      const receipt = hasItems ? readReceipt(context.order, input.order, context.words) : undefined;
      const mail = { context, said, restaurant, title, receipt };
      return { text: mailText(mail), html: mailHtml(mail) };
    }
  }
}

function readOrder(payload: unknown): Order {
  const result = parseOrder(payload);
  if (!result.ok) throw new TypeError(`The order cannot be read: ${result.reason}`);
  const { order } = mergeOrder(undefined, result.patch, { kind: 'read' });
  if (!order) throw new TypeError('The order cannot be read.');
  return order;
}
