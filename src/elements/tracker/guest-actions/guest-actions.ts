import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { browserEnvironment } from '../../../environment/browser-environment.js';
import type { TrackerClock } from '../../../environment/clock.js';
import type { TrackerEnvironment } from '../../../environment/environment.js';
import type { Order } from '../../../order/order.js';
import { mayOffer, type OrderStatus } from '../../../order/status.js';
import type { OrderTrackerSnapshot, TrackerError } from '../../../tracker/types.js';
import { checkUrl } from '../../../transports/safe-url.js';
import type { Wording } from '../../shared/wording.js';
import {
  OrderActionEvent,
  type OrderEstimateOutcomeEvent,
  OrderQuestionEvent,
  OrderRatingEvent,
  type OrderReadyEvent,
  type Rating,
} from '../order-status-tracker.events.js';
import type { Speech } from '../speech.js';
import { GuestRecord, type RecordedFacts } from './guest-record.js';
import { type LinkName, linkNames, type OfferedActions, type OfferedLink, type Question } from './offered-actions.js';

const minute = 60_000;
const never = Number.POSITIVE_INFINITY;

/** What the guest's actions need of the element. */
export interface GuestActionsHost
  extends ReactiveControllerHost,
    HTMLElement,
    Readonly<Record<LinkName, string | null | undefined>> {
  readonly rating: 'on' | 'off';
  readonly ratingAfter: number;
  readonly askKitchen: 'on' | 'off';
  readonly askKitchenCooldown: number;
  readonly environment: Partial<TrackerEnvironment> | undefined;
  readonly clock: TrackerClock;
  readonly words: Wording;
  readonly snapshot: OrderTrackerSnapshot;
  /** Where the order is kept: another back end may have one of the same id. */
  readonly backEnd: string;
  report(error: TrackerError): void;
}

/** What was said and done on this page about the order that is followed. */
interface PageFacts {
  readonly key: string;
  isRatingAnnounced?: boolean;
  isThanked?: boolean;
  answer?: Question['answer'];
}

/**
 * What a restaurant may offer its guest beside the order: a rating, links, a question to the kitchen. Everything is off
 * unless the page asks for it, so that no button leads nowhere.
 */
export class GuestActions implements ReactiveController {
  readonly #host: GuestActionsHost;
  readonly #speech: Pick<Speech, 'say'>;
  /** The links as they were when they were last checked, and the addresses of those that passed. */
  readonly #checked = new Map<LinkName, string | null | undefined>();
  readonly #urls = new Map<LinkName, string>();
  #record: GuestRecord | undefined;
  #page: PageFacts = { key: '' };

  constructor(host: GuestActionsHost, speech: Pick<Speech, 'say'>) {
    this.#host = host;
    this.#speech = speech;
    host.addController(this);
  }

  /** Notes when the order got ready and how good the estimate was, for the event of the rating. */
  hear(event: OrderReadyEvent | OrderEstimateOutcomeEvent): void {
    if ('actual' in event) {
      const { predicted, actual } = event;
      const missed = +actual - Math.min(Math.max(+actual, +predicted.from), +predicted.to);
      this.#noteForRating({ missed: Math.round(missed / minute) });
    } else if (this.#recorded().ready === undefined) {
      this.#noteForRating({ ready: +(event.order.updatedAt ?? this.#host.clock.wall()) });
    }
  }

  hostConnected(): void {
    window.addEventListener('storage', this.#redraw);
  }

  hostDisconnected(): void {
    window.removeEventListener('storage', this.#redraw);
  }

  hostUpdate(): void {
    for (const name of linkNames) if (this.#checked.get(name) !== this.#host[name]) this.#checkLink(name);
  }

  /** What is offered at this moment. */
  offered(): OfferedActions {
    const host = this.#host;
    const { order, orderStatus: status } = host.snapshot;
    const links = linkNames.flatMap((name): OfferedLink | [] => {
      const isOurs = host[name] === 'on' || this.#urls.has(name);
      const href = this.#urls.get(name)?.replaceAll('{id}', encodeURIComponent(order?.id ?? ''));
      return mayOffer(name, status) && (isOurs || this.#hasSlotted(name)) ? { name, isOurs, href } : [];
    });
    const now = host.clock.wall();
    const due = order && this.#ratingDue(order, now);
    const question = this.#question(status, now);
    const isOurs = host.rating === 'on' && !this.#hasSlotted('rating');
    const { isThanked } = this.#pageFacts();
    return {
      rating: due && due <= now ? (isOurs ? 'question' : 'slot') : isThanked ? 'thanks' : undefined,
      links,
      question,
      rate: this.#rate,
      dismissRating: this.#dismissRating,
      follow: this.#follow,
      ask: this.#ask,
      changesIn: Math.min(...[due, question?.again].map((moment) => (moment && +moment > now ? +moment - now : never))),
    };
  }

  /** Has screen readers say the question of the rating, which appears silently; once for each order. */
  announce({ rating }: OfferedActions): void {
    const page = this.#pageFacts();
    if (rating !== 'question' || page.isRatingAnnounced) return;
    page.isRatingAnnounced = true;
    this.#speech.say('rating', () =>
      this.offered().rating === 'question' ? this.#host.words.text('rating') : undefined,
    );
  }

  get #key(): string {
    return `${this.#host.backEnd}\n${this.#host.snapshot.orderId}`;
  }

  #pageFacts(): PageFacts {
    if (this.#page.key !== this.#key) this.#page = { key: this.#key };
    return this.#page;
  }

  get #guestRecord(): GuestRecord {
    this.#record ??= new GuestRecord(browserEnvironment(this.#host.environment).storage);
    return this.#record;
  }

  #recorded(): RecordedFacts {
    return this.#guestRecord.read(this.#key);
  }

  #note(facts: RecordedFacts): void {
    this.#guestRecord.add(this.#key, facts, this.#host.clock.wall());
  }

  #noteForRating(facts: RecordedFacts): void {
    if (this.#host.rating === 'on' || this.#hasSlotted('rating')) this.#note(facts);
  }

  #hasSlotted(name: string): boolean {
    return this.#host.querySelector(`:scope > [slot=${name}]`) !== null;
  }

  readonly #redraw = (): void => this.#host.requestUpdate();

  /** When the guest is asked; `undefined` while that is not known, or if it was. */
  #ratingDue({ statusSource, status, updatedAt }: Order, now: number): number | undefined {
    // At a table the meal has come once it is served; many restaurants never mark such an order as completed.
    if (statusSource !== 'confirmed' || !mayOffer('rating', status)) return undefined;
    const { rated, arrived = Math.min(now, +(updatedAt ?? now)) } = this.#recorded();
    if (rated) return undefined;
    if (arrived !== this.#recorded().arrived) this.#noteForRating({ arrived });
    return arrived + minutes(this.#host.ratingAfter, 15);
  }

  readonly #rate = (rating: Rating): void => {
    const host = this.#host;
    const { order } = host.snapshot;
    const { rated, ready, arrived, missed } = this.#recorded();
    host.requestUpdate();
    if (!order || rated) return;
    this.#note({ rated: true });
    this.#pageFacts().isThanked = true;
    this.#speech.say('rating', () => host.words.text('thanks'));
    const end = ready ?? arrived;
    const wait = end && order.placedAt && Math.round((end - +order.placedAt) / minute);
    const event = new OrderRatingEvent(rating, wait, missed, order);
    host.dispatchEvent(event);
  };

  readonly #dismissRating = (): void => {
    this.#note({ rated: true });
    this.#host.requestUpdate();
  };

  #checkLink(name: LinkName): void {
    const value = this.#host[name];
    this.#checked.set(name, value);
    this.#urls.delete(name);
    if (!value || value === 'on' || value === 'off') return;
    const checked = checkUrl(name, value, 'http');
    if ('url' in checked) this.#urls.set(name, checked.url);
    else this.#host.report({ code: 'config', message: `${checked.problem}. It is not shown.`, recoverable: true });
  }

  readonly #follow = (name: LinkName, click: Event): void => {
    const { order } = this.#host.snapshot;
    if (!order) return;
    const event = new OrderActionEvent(`order-${name}`, order);
    if (!this.#host.dispatchEvent(event)) click.preventDefault();
  };

  #question(status: OrderStatus | undefined, now: number): Question | undefined {
    if (this.#host.askKitchen !== 'on' || !mayOffer('question', status)) return undefined;
    const { asked } = this.#recorded();
    const again = asked === undefined ? 0 : asked + minutes(this.#host.askKitchenCooldown, 5);
    return {
      asked: asked === undefined ? undefined : new Date(asked),
      again: again > now ? new Date(again) : undefined,
      answer: this.#pageFacts().answer,
    };
  }

  readonly #ask = (): void => {
    const host = this.#host;
    const { order, orderStatus } = host.snapshot;
    const asked = host.clock.wall();
    if (!order || this.#question(orderStatus, asked)?.again) return;
    const page = this.#pageFacts();
    const become = (answer: Question['answer']) => {
      page.answer = answer;
      // A question that was not sent may be asked again at once.
      this.#guestRecord.add(page.key, { asked: answer === 'not_sent' ? undefined : asked }, asked);
      host.requestUpdate();
      this.#speech.say('question', () =>
        host.words.text(answer ?? 'asked', { time: host.words.time(new Date(asked)) }),
      );
    };
    const event = new OrderQuestionEvent(order);
    host.dispatchEvent(event);
    become(event.response && 'sending');
    event.response?.then(
      () => become('sent'),
      () => become('not_sent'),
    );
  };
}

/** An attribute's minutes in milliseconds; `usual` where it is not a number. */
function minutes(value: number, usual: number): number {
  return (value >= 0 ? value : usual) * minute;
}
