import { sentence } from '../elements/shared/sentences.js';
import type { LocaleKey } from '../locales/locale.js';
import { cleanText } from '../order/clean-text.js';
import type { Order } from '../order/order.js';
import { isPastReady, isReady, isReadyOrPast, isUnhappyEnd, phaseOf } from '../order/status.js';
import { estimateOf, newTimeOf } from './estimate-words.js';
import type { MessageInput, MessageKind } from './message.js';
import type { MessageWords } from './message-words.js';

/** What a message says, whatever the channel. */
export interface Said {
  /** The news in one line, without the restaurant's name and without a stop. */
  readonly title: string;
  /** What it means, what to do, and when: a whole sentence each. */
  readonly lines: readonly string[];
  /** Those of the lines that tell more than the title: reasons, times, places, what to do. */
  readonly facts: readonly string[];
}

/** What a message is made from, once its order is read. */
export interface MessageContext {
  readonly order: Order;
  readonly words: MessageWords;
  readonly now: Date;
  readonly input: MessageInput<unknown>;
}

/** `undefined`: the order has moved on, and what the message was to say is not true any more, or nobody has confirmed it. */
export function whatToSay(context: MessageContext): Said | undefined {
  const { order, input } = context;
  return isTrue[input.kind](order) ? sayings[input.kind](context) : undefined;
}

const isConfirmed = ({ statusSource, unmappedStatus }: Order) =>
  statusSource === 'confirmed' && unmappedStatus === undefined;

/** Whether an order is as a message of this kind says it. */
const isTrue: Readonly<Record<MessageKind, (order: Order) => boolean>> = {
  placed: ({ status }) => !isUnhappyEnd(status),
  preparing: (order) => isConfirmed(order) && phaseOf(order.status) === 'kitchen',
  ready: (order) => isConfirmed(order) && isReady(order.status),
  out_for_delivery: (order) => isConfirmed(order) && order.status === 'out_for_delivery',
  delayed: ({ status }) => !isReadyOrPast(status),
  ended: (order) => isConfirmed(order) && isUnhappyEnd(order.status),
  unanswered: ({ status }) => phaseOf(status) === 'new',
  answer: () => true,
  summary: (order) => isConfirmed(order) && isPastReady(order.status) && !isUnhappyEnd(order.status),
  staff: () => true,
};

const sayings: Readonly<Record<MessageKind, (context: MessageContext) => Said | undefined>> = {
  placed: (context) => {
    const { words, order } = context;
    const text = order.status === 'scheduled' ? aside(words.text('scheduled_text')) : undefined;
    return said(words.text('message_placed', numberOf(order)), text, estimateOf(context));
  },
  preparing: (context) => {
    if (context.input.wentBack) return saidOfUndo(context);
    return said(context.words.text('message_preparing', numberOf(context.order)), estimateOf(context));
  },
  ready: ({ words, order, input }) => {
    const place = cleanText(input.pickupPlace ?? '', 200).replace(/[.!。।]+$/, '');
    const kind = order.fulfilment ?? (order.tableLabel ? 'dine_in' : undefined);
    const text =
      kind === 'pickup' && place
        ? words.text('ready_pickup_place_text', { place })
        : kind && aside(words.status('ready', kind, '_text'));
    return said(words.text('message_ready', numberOf(order)), text);
  },
  out_for_delivery: (context) => {
    return said(context.words.text('message_out', numberOf(context.order)), estimateOf(context));
  },
  delayed: (context) => {
    const { words, order, input } = context;
    if (input.wentBack) return saidOfUndo(context);
    return order.onHold
      ? said(
          words.text('message_on_hold', numberOf(order)),
          foreign(words, order.reason) ?? aside(words.text('on_hold_text')),
        )
      : said(words.text('message_delayed', numberOf(order)), foreign(words, order.reason), newTimeOf(context));
  },
  ended: ({ words, order }) => {
    switch (order.status) {
      case 'rejected':
        return said(
          words.text('message_rejected', numberOf(order)),
          foreign(words, order.reason),
          words.text('message_paid_text'),
        );
      case 'failed':
        return said(
          words.text('message_failed', numberOf(order)),
          foreign(words, order.reason),
          words.text('failed_reason_text'),
        );
      case 'refunded':
        return said(
          words.text('message_refunded', numberOf(order)),
          foreign(words, order.reason),
          aside(words.text('message_refunded_text')),
        );
      default:
        return said(
          words.text('message_cancelled', numberOf(order)),
          foreign(words, order.reason),
          words.text('message_paid_text'),
        );
    }
  },
  unanswered: ({ words, order }) => {
    // What the guest can do stands in the last sentence.
    const sentences = words.sentences('message_unanswered_text');
    const [way, ...before] = sentences.toReversed();
    return said(words.text('message_unanswered', numberOf(order)), ...before.toReversed().map(aside), way);
  },
  answer: ({ words, order, input }) => {
    const answer = cleanText(input.answer ?? kitchenAnswer(input.order), 300);
    if (!answer) return undefined;
    const title = words.text('message_answer', numberOf(order));
    // One of the answers that the kitchen gives in one tap: `answer_later`.
    const key = `answer_${answer}`;
    return said(title, key in words.locale ? words.text(key as LocaleKey) : foreign(words, answer));
  },
  summary: ({ words, order }) => {
    const text = order.status === 'completed' && order.fulfilment;
    return said(
      words.text('message_summary', numberOf(order)),
      text ? aside(words.status('completed', text, '_text')) : undefined,
    );
  },
  staff: ({ words, order, input }) => {
    switch (input.staff?.about) {
      case 'not_reached':
        return said(words.text('staff_not_reached', numberOf(order)), words.text('staff_not_reached_text'));
      case 'question':
        return said(
          words.text('staff_question', numberOf(order)),
          foreign(words, cleanText(input.staff.text ?? '', 300)),
        );
      default:
        return said(words.text('staff_unanswered', numberOf(order)), words.text('staff_unanswered_text'));
    }
  },
};

/** What was said to be ready is not: it is back in the kitchen. */
function saidOfUndo(context: MessageContext): Said {
  const { words, order } = context;
  return said(words.text('message_back', numberOf(order)), aside(words.text('back_text')), estimateOf(context));
}

/** The kitchen's newest answer, as the order has it. */
function kitchenAnswer(wire: unknown): string {
  const { kitchen_answer: answer } = Object(wire) as { readonly kitchen_answer?: unknown };
  return typeof answer === 'string' ? answer : '';
}

type Line = string | Foreign | Aside | undefined;

function said(title: string, ...lines: readonly Line[]): Said {
  const isWritten = (line: string | undefined) => line !== undefined;
  return {
    title,
    lines: lines.map(lineOf).filter(isWritten),
    facts: lines
      .filter((line) => !(typeof line === 'object' && 'polite' in line))
      .map(lineOf)
      .filter(isWritten),
  };
}

function lineOf(line: Line): string | undefined {
  if (typeof line !== 'object') return line && sentence(line);
  return 'polite' in line ? sentence(line.polite) : line.sentence;
}

/** What a waiter would add, and the guest can do without. */
interface Aside {
  readonly polite: string;
}

function aside(polite: string): Aside {
  return { polite };
}

/** Somebody's own words, in whichever language: they change neither the order of ours nor get a second stop. */
interface Foreign {
  readonly sentence: string;
}

function foreign(words: MessageWords, text: string | undefined): Foreign | undefined {
  return text ? { sentence: words.isolated(sentence(text)) } : undefined;
}

function numberOf({ number = '' }: Order): { readonly number: string } {
  return { number };
}
