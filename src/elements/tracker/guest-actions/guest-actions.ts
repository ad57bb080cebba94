import type { ReactiveController } from 'lit';
import { missedBy } from '../../../order/estimate/estimate.js';
import type { Order } from '../../../order/order.js';
import { isFinal, mayOffer } from '../../../order/status.js';
import { checkUrl } from '../../../transports/safe-url.js';
import type { OrderEstimateOutcomeEvent, OrderReadyEvent } from '../order-status-tracker.events.js';
import type { Speech } from '../speech.js';
import { FloatingWindow } from './floating-window.js';
import { OrderActionEvent, OrderRatingEvent, type Rating } from './guest-actions.events.js';
import { type GuestActionsHost, type UrlName, urlNames } from './guest-actions-host.js';
import { GuestFacts, minutes } from './guest-facts.js';
import type { RecordedFacts } from './guest-record.js';
import { KitchenMessages } from './kitchen-messages.js';
import {
  type LinkName,
  linkNames,
  messageNames,
  type OfferedActions,
  type OfferedLink,
  partOf,
} from './offered-actions.js';
import { ShareLink } from './share-link.js';

const minute = 60_000;
const never = Number.POSITIVE_INFINITY;
const noShare = 'share="on" needs a secret that can only read: "share" in the answer of token-url.';

/**
 * What a restaurant may offer its guest beside the order: a rating, links, messages to the kitchen, and ways to keep the
 * order in view. Everything is off unless the page asks for it, so that no button leads nowhere.
 */
export class GuestActions implements ReactiveController {
  readonly #host: GuestActionsHost;
  readonly #speech: Pick<Speech, 'say'>;
  readonly #facts: GuestFacts;
  readonly #kitchen: KitchenMessages;
  readonly #share: ShareLink;
  readonly #float: FloatingWindow;
  /** The links as they were when they were last checked, and the addresses of those that passed. */
  readonly #checked = new Map<UrlName, string | null | undefined>();
  readonly #urls = new Map<UrlName, string>();

  constructor(host: GuestActionsHost, speech: Pick<Speech, 'say'>) {
    this.#host = host;
    this.#speech = speech;
    this.#facts = new GuestFacts(host);
    this.#kitchen = new KitchenMessages(host, this.#facts, speech);
    this.#share = new ShareLink(host, this.#facts, (words) => speech.say('share', () => words));
    this.#float = new FloatingWindow(host);
    host.addController(this);
  }

  /** Notes when the order got ready and how good the estimate was, for the event of the rating. */
  hear(event: OrderReadyEvent | OrderEstimateOutcomeEvent): void {
    if ('actual' in event) {
      const { predicted, actual } = event;
      this.#noteForRating({ missed: Math.round(missedBy(predicted, actual) / minute) });
    } else if (this.#facts.recorded.ready === undefined) {
      this.#noteForRating({ ready: +(event.order.updatedAt ?? this.#host.now) });
    }
  }

  hostConnected(): void {
    window.addEventListener('storage', this.#redraw);
  }

  hostDisconnected(): void {
    window.removeEventListener('storage', this.#redraw);
  }

  hostUpdate(): void {
    for (const name of urlNames) if (this.#checked.get(name) !== this.#host[name]) this.#checkLink(name);
    this.#checkShare();
  }

  /**
   * What is offered at this moment. Through a shared link, and while it is not known whether it is one: only ways to
   * follow the order.
   */
  offered(): OfferedActions {
    const { clock, now, rating, snapshot } = this.#host;
    const { order, orderStatus: status, isReadOnly, connectionStatus } = snapshot;
    const wall = clock.wall();
    const isGuest = isReadOnly === false;
    const due = order && isGuest ? this.#ratingDue(order, now) : undefined;
    const question = isGuest ? this.#kitchen.question(status, now) : undefined;
    const mayShare = !isFinal(status) && connectionStatus !== 'denied' && this.#isOffered('share');
    const isOurs = rating === 'on' && !this.#hasSlotted('rating');
    return {
      rating: due && due <= now ? (isOurs ? 'question' : 'slot') : this.#facts.page.isThanked ? 'thanks' : undefined,
      links: isGuest ? linkNames.flatMap((name) => this.#link(name)) : [],
      question,
      messages: isGuest ? this.#kitchen.messages(status) : [],
      // What copies a link comes with the alerts.
      share: mayShare ? this.#share.outcome(this.#urls.get('share'), wall) : undefined,
      float: this.#float.state,
      press: this.#press,
      changesIn: Math.min(
        this.#share.changesIn(wall),
        ...[due, question?.again].map((moment) => (moment && +moment > now ? +moment - now : never)),
      ),
    };
  }

  /** Has screen readers say the kitchen's answer, and the question of the rating, which appears silently; once each. */
  announce({ rating, question }: OfferedActions): void {
    const { page } = this.#facts;
    if (question) this.#kitchen.announce(question);
    if (rating !== 'question' || page.isRatingAnnounced) return;
    page.isRatingAnnounced = true;
    this.#speech.say('rating', () =>
      this.offered().rating === 'question' ? this.#host.words.text('rating') : undefined,
    );
  }

  readonly #press = (part: string, target: HTMLElement, click: Event): void => {
    const link = linkNames.find((name) => name === part);
    const message = messageNames.find((name) => partOf(name) === part);
    if (part === 'rating-star') this.#rate(Number((target as HTMLButtonElement).value) as Rating);
    else if (part === 'rating-dismiss') this.#dismissRating();
    else if (part === 'question-button') this.#kitchen.ask();
    else if (part === 'share-button') void this.#share.share(this.#urls.get('share'));
    else if (part === 'float-button') this.#float.toggle();
    else if (message) this.#kitchen.tell(message);
    else if (link) this.#follow(link, click);
  };

  #noteForRating(facts: RecordedFacts): void {
    if (this.#host.rating === 'on' || this.#hasSlotted('rating')) this.#facts.note(facts);
  }

  #hasSlotted(name: string): boolean {
    return this.#host.querySelector(`:scope > [slot=${name}]`) !== null;
  }

  readonly #redraw = (): void => this.#host.requestUpdate();

  /** When the guest is asked; `undefined` while that is not known, or if it was. */
  #ratingDue({ statusSource, status, updatedAt }: Order, now: number): number | undefined {
    // At a table the meal has come once it is served; many restaurants never mark such an order as completed.
    if (statusSource !== 'confirmed' || !mayOffer('rating', status)) return undefined;
    const { recorded } = this.#facts;
    const { rated, arrived = Math.min(now, +(updatedAt ?? now)) } = recorded;
    if (rated) return undefined;
    if (arrived !== recorded.arrived) this.#noteForRating({ arrived });
    return arrived + minutes(this.#host.ratingAfter, 15);
  }

  #rate(rating: Rating): void {
    const host = this.#host;
    const { order } = host.snapshot;
    const { rated, ready, arrived, missed } = this.#facts.recorded;
    host.requestUpdate();
    if (!order || rated) return;
    this.#facts.note({ rated: true });
    this.#facts.page.isThanked = true;
    this.#speech.say('rating', () => host.words.text('thanks'));
    const end = ready ?? arrived;
    const wait = end && order.placedAt && Math.round((end - +order.placedAt) / minute);
    const event = new OrderRatingEvent(rating, wait, missed, order);
    host.dispatchEvent(event);
  }

  #dismissRating(): void {
    this.#facts.note({ rated: true });
    this.#host.requestUpdate();
  }

  #checkLink(name: UrlName): void {
    const value = this.#host[name];
    this.#checked.set(name, value);
    this.#urls.delete(name);
    if (!value || value === 'on' || value === 'off') return;
    const checked = checkUrl(name, value, 'http');
    if ('url' in checked) this.#urls.set(name, checked.url);
    else this.#host.report({ code: 'config', message: `${checked.problem}. It is not shown.`, recoverable: true });
  }

  /** Tells developers once why there is no button "Share". */
  #checkShare(): void {
    const { page } = this.#facts;
    if (this.#host.share !== 'on' || page.isShareRefused || !this.#share.isLinkMissing) return;
    page.isShareRefused = true;
    this.#host.report({ code: 'config', message: noShare, recoverable: true });
  }

  #isOffered(name: UrlName): boolean {
    return this.#host[name] === 'on' || this.#urls.has(name);
  }

  #link(name: LinkName): OfferedLink | [] {
    const { order, orderStatus } = this.#host.snapshot;
    const isOurs = this.#isOffered(name);
    const href = this.#urls.get(name)?.replaceAll('{id}', encodeURIComponent(order?.id ?? ''));
    return mayOffer(name, orderStatus) && (isOurs || this.#hasSlotted(name)) ? { name, isOurs, href } : [];
  }

  #follow(name: LinkName, click: Event): void {
    const { order } = this.#host.snapshot;
    if (!order) return;
    const event = new OrderActionEvent(`order-${name}`, order);
    if (!this.#host.dispatchEvent(event)) click.preventDefault();
  }
}
