import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { browserEnvironment } from '../../environment/browser-environment.js';
import type { Labels } from '../../locales/locale.js';
import type { Order } from '../../order/order.js';
import { mayOffer, type OrderStatus } from '../../order/status.js';
import { checkUrl } from '../../transports/safe-url.js';
import { FocusKeeper } from '../shared/focus-keeper.js';
import type { Urgency } from '../shared/live-region.js';
import { Localization } from '../shared/localization.js';
import { GuestRecord, type Remembered } from './guest-actions/guest-record.js';
import {
  type LinkName,
  linkNames,
  type OfferedLink,
  type Question,
  type Services,
} from './guest-actions/render-guest-actions.js';
import { OrderActionEvent, OrderQuestionEvent, OrderRatingEvent, type Rating } from './order-status-tracker.events.js';
import { OrderTrackingElement } from './order-tracking-element.js';

const minute = 60_000;
const never = Number.POSITIVE_INFINITY;

/** What this page did about the order that is followed. */
interface Present {
  readonly key: string;
  isAsked?: boolean;
  isThanked?: boolean;
  answer?: Question['answer'];
}

/**
 * An element that follows one order, and what a restaurant may offer its guest beside that. Everything is off unless
 * the page asks for it: a button that leads nowhere would be a lie.
 *
 * @fires {OrderRatingEvent} order-rating - when the guest rated the order; with how long it took and how wrong the estimate was.
 * @fires {OrderActionEvent} order-reorder - when the guest wants to order again. Cancelled, its link is not followed.
 * @fires {OrderActionEvent} order-receipt - when the guest wants the receipt. Cancelled, its link is not followed.
 * @fires {OrderActionEvent} order-tip - when the guest wants to leave a tip. Cancelled, its link is not followed.
 * @fires {OrderQuestionEvent} order-question - when the guest asks the kitchen; `respondWith(promise)` says what became of it.
 *
 * @slot rating - Replaces the rating; shown when the guest would be asked.
 * @slot reorder - Replaces the button to order again; shown once the meal is served or the order has ended.
 * @slot receipt - Replaces the button for the receipt; shown unless the order was not accepted.
 * @slot tip - Replaces the button to leave a tip; shown from "ready" on, unless the meal never came.
 *
 * @csspart rating - The question how it was, or the thanks.
 * @csspart rating-question - Its words.
 * @csspart rating-dismiss - The button that sends it away.
 * @csspart rating-stars - The five stars.
 * @csspart rating-star - One of them, a button.
 * @csspart rating-thanks - The thanks for it.
 * @csspart question - What has to do with asking the kitchen.
 * @csspart question-button - The button "Ask the kitchen".
 * @csspart question-state - When it was asked, and what became of it.
 * @csspart links - What leads on: order again, receipt, tip.
 * @csspart link - One of these. Also carries `reorder`, `receipt` or `tip`.
 */
export abstract class OrderServiceElement extends OrderTrackingElement {
  /**
   * `on`: asks the guest, once for each order, how it was; `off` (default). Not shown in the layout `compact`, like
   * everything else that the guest can do.
   */
  @property() rating: 'on' | 'off' = 'off';

  /** Minutes after the meal was served, collected or delivered until the guest is asked how it was. Default 15. */
  @property({ attribute: 'rating-after', type: Number }) ratingAfter: number = 15;

  /** A URL to order again, `https://…/{id}`; or `on` for a button that only fires `order-reorder`. */
  @property() reorder: string | null | undefined;

  /** A URL of the receipt, `https://…/{id}`; or `on` for a button that only fires `order-receipt`. */
  @property() receipt: string | null | undefined;

  /** A URL to leave a tip, `https://…/{id}`; or `on` for a button that only fires `order-tip`. */
  @property() tip: string | null | undefined;

  /** `on`: a button with which the guest asks the kitchen while the order is open (`order-question`); `off` (default). */
  @property({ attribute: 'ask-kitchen' }) askKitchen: 'on' | 'off' = 'off';

  /** Minutes until the kitchen can be asked again. Default 5. */
  @property({ attribute: 'ask-kitchen-cooldown', type: Number }) askKitchenCooldown: number = 5;

  /** Your own wording for any string. */
  @property({ attribute: false }) labels: Labels | undefined;

  /** @internal */
  readonly words = new Localization(this);

  readonly #urls = new Map<LinkName, string>();
  #memory: GuestRecord | undefined;
  #present: Present = { key: '' };

  constructor() {
    super();
    new FocusKeeper(this);
    this.addEventListener('order-ready', ({ order }) => {
      if (this.#recall().ready === undefined) this.#noteForRating({ ready: +(order.updatedAt ?? this.clock.now()) });
    });
    this.addEventListener('order-estimate-outcome', ({ predicted: { from, to }, actual }) => {
      const missed = +actual - Math.min(Math.max(+actual, +from), +to);
      this.#noteForRating({ missed: Math.round(missed / minute) });
    });
  }

  /** @internal */
  abstract speak(message: () => string, urgency: Urgency): void;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('storage', this.#redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('storage', this.#redraw);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    for (const name of linkNames) if (changed.has(name)) this.#checkLink(name);
  }

  protected override firstUpdated(): void {
    // After the first picture, while the back end is still being asked. (Safari cannot tell when it is idle.)
    const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
    requestAnimationFrame(() => whenIdle(() => this.words.prepare()));
  }

  /** What is offered at this moment. */
  protected services(): Services {
    const { order, orderStatus: status } = this.snapshot;
    const present = this.#ofThisOrder();
    const links = linkNames.flatMap((name): OfferedLink | [] => {
      const isOurs = this[name] === 'on' || this.#urls.has(name);
      const href = this.#urls.get(name)?.replaceAll('{id}', encodeURIComponent(order?.id ?? ''));
      return mayOffer(name, status) && (isOurs || this.#hasSlotted(name)) ? { name, isOurs, href } : [];
    });
    const now = this.clock.now();
    const due = order && this.#ratingDue(order, now);
    const question = this.#question(status, now);
    const isOurs = this.rating === 'on' && !this.#hasSlotted('rating');
    const rating = due && due <= now ? (isOurs ? 'question' : 'slot') : present.isThanked ? 'thanks' : undefined;
    return {
      rating,
      links,
      question,
      rate: this.#rate,
      dismissRating: this.#dismissRating,
      follow: this.#follow,
      ask: this.#ask,
      changesIn: Math.min(...[due, question?.again].map((moment) => (moment && +moment > now ? +moment - now : never))),
    };
  }

  /** Tells a screen reader of the question, which would otherwise appear silently. */
  protected tellServices({ rating }: Services): void {
    const present = this.#ofThisOrder();
    if (rating !== 'question' || present.isAsked) return;
    present.isAsked = true;
    this.speak(() => this.words.text('rating'), 'polite');
  }

  get #key(): string {
    return `${this.backEnd}\n${this.snapshot.orderId}`;
  }

  #ofThisOrder(): Present {
    if (this.#present.key !== this.#key) this.#present = { key: this.#key };
    return this.#present;
  }

  get #guest(): GuestRecord {
    this.#memory ??= new GuestRecord(browserEnvironment(this.environment).storage);
    return this.#memory;
  }

  #recall(): Remembered {
    return this.#guest.recall(this.#key);
  }

  #note(news: Remembered): void {
    this.#guest.note(this.#key, news, this.clock.now());
  }

  #noteForRating(news: Remembered): void {
    if (this.rating === 'on' || this.#hasSlotted('rating')) this.#note(news);
  }

  #hasSlotted(name: string): boolean {
    return this.querySelector(`:scope > [slot=${name}]`) !== null;
  }

  readonly #redraw = (): void => this.requestUpdate();

  /** When the guest is asked; `undefined` while that is not known, or if it was. */
  #ratingDue({ statusSource, status, updatedAt }: Order, now: number): number | undefined {
    // At a table the meal has come once it is served; many restaurants never go on from there.
    if (statusSource !== 'confirmed' || !mayOffer('rating', status)) return undefined;
    const { rated, arrived = Math.min(now, +(updatedAt ?? now)) } = this.#recall();
    if (rated) return undefined;
    if (arrived !== this.#recall().arrived) this.#noteForRating({ arrived });
    return arrived + minutes(this.ratingAfter, 15);
  }

  readonly #rate = (rating: Rating): void => {
    const { order } = this.snapshot;
    const { rated, ready, arrived, missed } = this.#recall();
    this.requestUpdate();
    if (!order || rated) return;
    this.#note({ rated: true });
    this.#ofThisOrder().isThanked = true;
    this.speak(() => this.words.text('thanks'), 'polite');
    const end = ready ?? arrived;
    const wait = end && order.placedAt && Math.round((end - +order.placedAt) / minute);
    const event = new OrderRatingEvent(rating, wait, missed, order);
    this.dispatchEvent(event);
  };

  readonly #dismissRating = (): void => {
    this.#note({ rated: true });
    this.requestUpdate();
  };

  #checkLink(name: LinkName): void {
    this.#urls.delete(name);
    const value = this[name];
    if (!value || value === 'on' || value === 'off') return;
    const checked = checkUrl(name, value, 'http');
    if ('url' in checked) this.#urls.set(name, checked.url);
    else this.report({ code: 'config', message: `${checked.problem}. It is not shown.`, recoverable: true });
  }

  readonly #follow = (name: LinkName, click: Event): void => {
    const { order } = this.snapshot;
    if (!order) return;
    const event = new OrderActionEvent(`order-${name}`, order);
    if (!this.dispatchEvent(event)) click.preventDefault();
  };

  #question(status: OrderStatus | undefined, now: number): Question | undefined {
    if (this.askKitchen !== 'on' || !mayOffer('question', status)) return undefined;
    const { asked } = this.#recall();
    const again = asked === undefined ? 0 : asked + minutes(this.askKitchenCooldown, 5);
    return {
      asked: asked === undefined ? undefined : new Date(asked),
      again: again > now ? new Date(again) : undefined,
      answer: this.#ofThisOrder().answer,
    };
  }

  readonly #ask = (): void => {
    const { order, orderStatus } = this.snapshot;
    const asked = this.clock.now();
    if (!order || this.#question(orderStatus, asked)?.again) return;
    const present = this.#ofThisOrder();
    const tell = (answer: Question['answer']) => {
      present.answer = answer;
      // What did not get through may be tried again at once.
      this.#guest.note(present.key, { asked: answer === 'not_sent' ? undefined : asked }, asked);
      this.requestUpdate();
      this.speak(() => this.words.text(answer ?? 'asked', { time: this.words.time(new Date(asked)) }), 'polite');
    };
    const event = new OrderQuestionEvent(order);
    this.dispatchEvent(event);
    tell(event.response && 'sending');
    event.response?.then(
      () => tell('sent'),
      () => tell('not_sent'),
    );
  };
}

/** An attribute's minutes in milliseconds; what is no number counts as `usual`. */
function minutes(value: number, usual: number): number {
  return (value >= 0 ? value : usual) * minute;
}
