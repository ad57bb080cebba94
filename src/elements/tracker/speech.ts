import { LiveRegion, type LiveRegionHost, type Message, type Urgency } from '../shared/live-region.js';

/** What screen readers say of an element. */
export class Speech {
  readonly #regions: Readonly<Record<Urgency, LiveRegion>>;

  constructor(host: LiveRegionHost & HTMLElement) {
    const find = (role: string) => () => host.shadowRoot?.querySelector<HTMLElement>(`[role=${role}]`) ?? null;
    this.#regions = {
      polite: new LiveRegion(host, find('status')),
      assertive: new LiveRegion(host, find('alert')),
    };
  }

  /** Has screen readers say it: after what they are saying, or at once. */
  say(message: Message, urgency: Urgency): void {
    this.#regions[urgency].say(message);
  }

  /** Removes what screen readers were given to say. */
  hush(urgency: Urgency): void {
    this.#regions[urgency].hush();
  }
}
