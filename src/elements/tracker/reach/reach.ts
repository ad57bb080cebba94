import { nothing, type ReactiveController, type TemplateResult } from 'lit';
import {
  changedPushSubscription,
  endPushSubscription,
  hasPushes,
  notePushes,
} from '../../../alerts/push-subscription.js';
import { browserPage } from '../../../environment/browser-page.js';
import { isFinal, isReadyOrPast } from '../../../order/status.js';
import { checkUrl } from '../../../transports/safe-url.js';
import type { ViewModel } from '../view-model.js';
import { type Address, type ConsentWords, GuestChannels } from './guest-channels.js';
import { type Channel, NotifyEndpoint } from './notify-endpoint.js';
import { PagePresence } from './page-presence.js';
import { listenToPush, type PushListener, stopListeningToPush } from './push-answers.js';
import { focusAfterProblem, offeredHere, pushAddress, pushNoteOf } from './push-offer.js';
import type { ReachHost } from './reach-host.js';
import { consentWords } from './reach-words.js';
import { type ReachActs, renderWays } from './render-reach.js';
import { typedAddress } from './typed-address.js';

/** What is kept for one order at one endpoint, by all elements of the page that show it. */
interface Reached {
  readonly presence: PagePresence;
  readonly channels: GuestChannels;
}

/** By world, endpoint and order. */
const reachedIn = new WeakMap<object, Map<string, Reached>>();
/** Those of the page's elements. */
const reaches = new Set<Reach>();
/** The name of this page, until it is loaded again. */
const page = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Of each element. */
const reachOf = new WeakMap<ReachHost, Reach>();

/** What the element's own code knows of an element, which this file of its own cannot know. */
export interface ReachSecrets {
  /** The token with which the tracker of an element follows the order at this moment. */
  readonly tokenFor: (host: object) => string | undefined;
  /** The secret of the tracking link by which the order was found, if there is one. */
  readonly secretOf: (host: object) => string | undefined;
}

/** How else the guest of an element can be reached; to be called with every picture that is drawn of it. */
export function renderReach(view: ViewModel, host: ReachHost, secrets: ReachSecrets): TemplateResult | typeof nothing {
  const reach = reachOf.get(host) ?? new Reach(host, secrets);
  reachOf.set(host, reach);
  return reach.render(view);
}

/** What rings on a page whose alerts are on. */
const rung = ['ready', 'ended'];
/**
 * Reaches the guest of an element when nobody looks at its page: offers the channels of `notify-by`, tells the endpoint
 * of `push-url` what is seen here, and the site's service worker what need not be shown.
 */
export class Reach implements ReactiveController, ReachActs, PushListener {
  readonly #host: ReachHost;
  readonly #secrets: ReachSecrets;
  #key: string | undefined;
  #reached: Reached | undefined;
  #refused: string | undefined;
  /** Whether the guest has opened the line, and which boxes are ticked. */
  #isOpen = false;
  #ticked = new Set<Channel>();
  /** What the next drawing shows; `undefined` for what must not be told of. */
  #drawn: number | undefined;
  #minutesAway: number | undefined;
  #focused: string | undefined;

  constructor(host: ReachHost, secrets: ReachSecrets) {
    this.#host = host;
    this.#secrets = secrets;
    host.addController(this);
    // It is made in the middle of a drawing.
    this.hostUpdate();
  }

  hostConnected(): void {
    reaches.add(this);
    listenToPush(this);
  }

  hostDisconnected(): void {
    // An element that is moved is in the page again in the same task.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      reaches.delete(this);
      stopListeningToPush(this);
      this.#follow(undefined);
    });
  }

  hostUpdate(): void {
    const { snapshot } = this.#host;
    // A shared link only reads: whoever has it is not the guest.
    const url = snapshot.orderId && snapshot.isReadOnly === false ? this.#url() : undefined;
    this.#follow(url && `${url}\n${snapshot.orderId}`, url, snapshot.orderId);
  }

  hostUpdated(): void {
    if (!this.#host.isConnected) return;
    const status = this.#host.snapshot.orderStatus;
    if (this.#drawn !== undefined) this.#reached?.presence.drew(this.#drawn, isFinal(status));
    if (this.#drawn !== undefined && isFinal(status)) this.#endPush();
    this.#drawn = undefined;
    this.#tellMinutesAway();
    if (!this.#focused) return;
    this.#host.shadowRoot?.querySelector<HTMLElement>(this.#focused)?.focus();
    this.#focused = undefined;
  }

  /** To be called with every picture that is drawn, whatever the layout shows of this. */
  render({ words, status, order, snapshot }: ViewModel): TemplateResult | typeof nothing {
    const isTrue = snapshot.isTrusted && order?.statusSource === 'confirmed' && order.unmappedStatus === undefined;
    this.#drawn = isTrue ? order.version : undefined;
    const channels = this.#reached?.channels;
    if (!channels || !status || isFinal(status) || snapshot.connectionStatus === 'denied') return nothing;
    if (isTrue) void this.#find(channels, `${order.version} ${status}`);
    const mayOffer = !isReadyOrPast(status) && (this.#host.alerts.isArmed || this.#areAlertsOff());
    const pushNote = pushNoteOf(this.#secrets.secretOf(this.#host));
    const offered = mayOffer ? offeredHere(channels.offered(this.#host.notifyBy ?? 'push'), pushNote) : [];
    return renderWays(words, channels, offered, {
      isOpen: this.#isOpen,
      ticked: this.#ticked,
      consent: this.#consentTo,
      pushNote,
      acts: this,
    });
  }

  readonly toggle = (): void => {
    this.#isOpen = !this.#isOpen;
    this.#host.requestUpdate();
  };

  readonly tick = (channel: Channel, isTicked: boolean): void => {
    if (isTicked) this.#ticked.add(channel);
    else this.#ticked.delete(channel);
    this.#host.requestUpdate();
  };

  readonly agree = async (channel: Channel, typed: string): Promise<void> => {
    const channels = this.#reached?.channels;
    if (!channels || channels.busy) return;
    const { words } = this.#host;
    const address = channel === 'push' ? this.#pushAddress(channels) : typedAddress(channel, typed, words.tag);
    const isOn = await channels.agree(channel, address, this.#consentTo(channel));
    if (isOn) this.#isOpen = false;
    if (isOn) this.#ticked.clear();
    this.#focused = isOn ? `[part~=reach-stop-button][value=${channel}]` : focusAfterProblem(channel);
    this.#host.requestUpdate();
  };

  readonly stop = async (channel: Channel): Promise<void> => {
    if (await this.#reached?.channels.withdraw(channel)) this.#focused = '[part=reach-button]';
    this.#host.requestUpdate();
  };

  shows({ orderId, kind, version }: Parameters<PushListener['shows']>[0]): boolean {
    const { snapshot, environment, alerts } = this.#host;
    if (orderId !== snapshot.orderId) return false;
    const known = snapshot.order?.version;
    const isKnown = known !== undefined && version !== undefined && known >= version;
    if (!isKnown) void this.#host.refresh();
    if (!isKnown && !snapshot.isCurrent) return false;
    return (environment?.page ?? browserPage()).visible || (alerts.isArmed && rung.includes(kind));
  }

  renewed(): void {
    void this.#renewPush();
  }

  /** What the site says, and no other; fractions of a minute are no news. */
  #tellMinutesAway(): void {
    const { presence } = this.#reached ?? {};
    const minutes = Math.round(this.#host.minutesAway ?? Number.NaN);
    if (!presence || Object.is(minutes, this.#minutesAway)) return;
    this.#minutesAway = minutes;
    if (minutes >= 0 && minutes <= 600) presence.isAway(minutes);
  }

  /** Where nobody heard of a renewed subscription when it was, the next page does. */
  async #find(channels: GuestChannels, occasion: string): Promise<void> {
    if (await channels.find(occasion)) await this.#renewPush();
  }

  async #renewPush(): Promise<void> {
    const order = this.#key ?? '';
    const changed = await changedPushSubscription({ workerUrl: this.#workerUrl, order });
    if (!changed || order !== this.#key) return;
    const { subscription, agreed } = changed;
    const { endpoint = '' } = subscription;
    if (await this.#reached?.channels.renew('push', subscription, agreed)) notePushes({ order, endpoint, agreed });
  }

  readonly #consentTo = (channel: Channel): ConsentWords =>
    consentWords(
      this.#host.words,
      channel,
      this.#reached?.channels.mayReply(channel) === true,
      this.#host.snapshot.order?.restaurantName,
    );

  #areAlertsOff(): boolean {
    const { sound, vibrate, notify } = this.#host;
    return [sound, vibrate, notify].every((choice) => choice === 'off');
  }

  #url(): string | undefined {
    const { pushUrl } = this.#host;
    if (!pushUrl) return undefined;
    const checked = checkUrl('push-url', pushUrl, 'http');
    if ('url' in checked) return checked.url;
    if (this.#refused !== pushUrl)
      this.#host.report({ code: 'config', message: `${checked.problem}. It is not used.`, recoverable: true });
    this.#refused = pushUrl;
    return undefined;
  }

  #follow(key: string | undefined, url = '', orderId = ''): void {
    if (key === this.#key) return;
    this.#reached?.presence.leave();
    this.#key = key;
    this.#minutesAway = undefined;
    this.#reached = key === undefined ? undefined : this.#reach(key, url, orderId);
    this.#reached?.presence.join();
    this.#isOpen = false;
    this.#ticked.clear();
  }

  #reach(key: string, url: string, orderId: string): Reached {
    const { environment } = this.#host;
    const world = environment ?? globalThis;
    const known = reachedIn.get(world) ?? new Map<string, Reached>();
    reachedIn.set(world, known);
    const endpoint = new NotifyEndpoint({
      url,
      orderId,
      fetch: environment?.fetch ?? ((...request) => fetch(...request)),
      // Any of the elements that follow the order: the first one may have gone.
      token: () => {
        for (const one of reaches) {
          const token = one.#key === key ? one.#secrets.tokenFor(one.#host) : undefined;
          if (token) return token;
        }
        return undefined;
      },
    });
    const redraw = () => {
      for (const one of reaches) one.#host.requestUpdate();
    };
    const reached = known.get(key) ?? {
      channels: new GuestChannels(endpoint, redraw),
      presence: new PagePresence(environment?.page ?? browserPage(), async (presence) => {
        const { isDone } = await endpoint.send({ action: 'page', page, ...presence });
        return isDone;
      }),
    };
    known.set(key, reached);
    return reached;
  }

  /** Once the end is seen, no push has to come any more. */
  #endPush(): void {
    const { environment } = this.#host;
    const channels = this.#reached?.channels;
    if (!channels || !(environment?.page ?? browserPage()).visible) return;
    const order = this.#key ?? '';
    // The server may have forgotten it already, and the device's storage may be denied.
    if (!channels.given.includes('push') && !hasPushes({ order })) return;
    channels.end('push');
    void endPushSubscription({ workerUrl: this.#workerUrl, order });
  }

  get #workerUrl(): string {
    return this.#host.pushWorker || '/order-status-worker.js';
  }

  #pushAddress({ publicKey }: GuestChannels): Promise<Address> {
    const agreed = this.#consentTo('push');
    return pushAddress({ workerUrl: this.#workerUrl, publicKey, order: this.#key ?? '', agreed });
  }
}
