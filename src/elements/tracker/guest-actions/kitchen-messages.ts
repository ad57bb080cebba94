import { isReady, mayOffer, type OrderStatus, phaseOf } from '../../../order/status.js';
import { sentences } from '../../shared/sentences.js';
import { answersCode } from '../answers/answers-code.js';
import type { Speech } from '../speech.js';
import { kindOf } from '../view-model.js';
import { OrderMessageEvent, OrderQuestionEvent } from './guest-actions.events.js';
import type { GuestActionsHost } from './guest-actions-host.js';
import { type GuestFacts, minutes } from './guest-facts.js';
import { type Answer, type Message, type MessageName, messageNames, partOf, type Question } from './offered-actions.js';

/** What the guest tells the restaurant: a question about the order, and "on my way", "here" and "got it". */
export class KitchenMessages {
  readonly #host: GuestActionsHost;
  readonly #facts: GuestFacts;
  readonly #speech: Pick<Speech, 'say'>;

  constructor(host: GuestActionsHost, facts: GuestFacts, speech: Pick<Speech, 'say'>) {
    this.#host = host;
    this.#facts = facts;
    this.#speech = speech;
  }

  /** The question; `undefined` while it cannot be asked. */
  question(status: OrderStatus | undefined, now: number): Question | undefined {
    const { askKitchen, askKitchenCooldown, snapshot, words } = this.#host;
    if (askKitchen !== 'on' || !mayOffer('question', status)) return undefined;
    const { asked } = this.#facts.recorded;
    const again = asked === undefined ? 0 : asked + minutes(askKitchenCooldown, 5);
    return {
      asked: asked === undefined ? undefined : new Date(asked),
      again: again > now ? new Date(again) : undefined,
      answer: this.#facts.page.answer,
      reply: answersCode.code?.kitchenReply(snapshot.order, asked ?? 0, words),
    };
  }

  /** Has screen readers say an answer that has come while the page was open. */
  announce({ reply }: Question): void {
    const { page } = this.#facts;
    const at = +(this.#host.snapshot.order?.kitchenAnswerAt ?? 0);
    // What draws an answer may come later than the answer.
    page.repliedAt ??= at;
    if (!reply || page.repliedAt === at) return;
    page.repliedAt = at;
    this.#speech.say('question', () => reply.text);
  }

  readonly ask = (): void => {
    const host = this.#host;
    const { order, orderStatus } = host.snapshot;
    const asked = host.now;
    if (!order || this.question(orderStatus, asked)?.again) return;
    const { page } = this.#facts;
    this.#send(new OrderQuestionEvent(order), (answer) => {
      page.answer = answer;
      // A question that was not sent may be asked again at once.
      this.#facts.note({ asked: answer === 'not_sent' ? undefined : asked }, page.key);
      return host.words.text(answer ?? 'asked', { time: host.words.time(new Date(asked)) });
    });
  };

  /** The messages that fit the order now: those that can be sent, and those that were. */
  messages(status: OrderStatus | undefined): readonly Message[] {
    const { order } = this.#host.snapshot;
    const kind = kindOf(order, this.#host.fulfilment);
    const { recorded } = this.#facts;
    const mayCome = this.#host.onMyWay === 'on' && kind === 'pickup' && mayOffer('coming', status);
    const fits: Readonly<Record<MessageName, boolean>> = {
      on_my_way: mayCome && recorded.here === undefined,
      here: mayCome && (isReady(status) || recorded.on_my_way !== undefined),
      // A delivery that is ready is only packed.
      got_it: this.#host.gotIt === 'on' && kind !== 'delivery' && (isReady(status) || phaseOf(status) === 'out'),
    };
    return messageNames.filter((name) => fits[name]).map((name) => this.#message(name));
  }

  readonly tell = (name: MessageName): void => {
    const host = this.#host;
    const { order } = host.snapshot;
    if (!order || !isUnsaid(this.#message(name))) return;
    const at = host.now;
    const { page } = this.#facts;
    this.#send(new OrderMessageEvent(`order-${partOf(name)}`, order), (answer) => {
      page.told[name] = { at, answer };
      // The device keeps it once it was sent, or if the page gives no answer. After a reload others can be sent again.
      if (answer === 'sent' || !answer) this.#facts.note({ [name]: at }, page.key);
      const { words } = host;
      const time = words.time(new Date(at));
      return sentences([words.text(name), answer ? words.text(answer, { time }) : time]);
    });
  };

  #message(name: MessageName): Message {
    const { at, answer } = this.#facts.page.told[name] ?? { at: this.#facts.recorded[name] };
    return { name, said: at === undefined ? undefined : new Date(at), answer };
  }

  /** @param become notes what became of it, and returns it in words */
  #send(event: OrderMessageEvent, become: (answer: Answer) => string): void {
    const tell = (answer: Answer): void => {
      const words = become(answer);
      this.#host.requestUpdate();
      this.#speech.say('question', () => words);
    };
    this.#host.dispatchEvent(event);
    tell(event.response && 'sending');
    event.response?.then(
      () => tell('sent'),
      () => tell('not_sent'),
    );
  }
}

/** Whether it can be sent: it was not, or it did not get through. */
export function isUnsaid({ said, answer }: Message): boolean {
  return said === undefined || answer === 'not_sent';
}
