import { html, type TemplateResult } from 'lit';
import type { Order } from '../../../order/order.js';
import { isReadyOrPast } from '../../../order/status.js';
import type { Wording } from '../../shared/wording.js';
import { answerText } from './answer-words.js';

/** The answers that guests read in their own language. */
const known = ['coming', 'later', 'problem'] as const;

/** What the kitchen has answered to the guest's question: as it is said, and as it is drawn. */
export interface KitchenReply {
  readonly text: string;
  readonly drawn: TemplateResult;
}

/** @param asked when the guest asked last, in milliseconds since 1970: an answer of before is not to that question */
export function kitchenReply(order: Order | undefined, asked: number, words: Wording): KitchenReply | undefined {
  const { kitchenAnswer: answer, kitchenAnswerAt: at } = order ?? {};
  if (!answer || !at || +at < asked) return undefined;
  // "5 more minutes" is not true beside "Ready".
  if (answer === 'later' && isReadyOrPast(order?.status)) return undefined;
  const name = known.find((one) => one === answer);
  const text = name ? answerText(words, `answer_${name}`) : answer;
  const drawn = html`<p part="question-answer">
    <strong><bdi .textContent=${text}></bdi></strong>
    <bdi .textContent=${answerText(words, 'answered', words.time(at))}></bdi>
  </p>`;
  return { text, drawn };
}
