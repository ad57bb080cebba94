import type { Offer } from '../../../order/status.js';
import type { Rating } from '../order-status-tracker.events.js';

export const linkNames = ['reorder', 'receipt', 'tip'] as const satisfies readonly Offer[];
export type LinkName = (typeof linkNames)[number];

/** A link or button that the page offers. */
export interface OfferedLink {
  readonly name: LinkName;
  /** Whether it has a link or button of our own; otherwise there is only what the page has put into the slot. */
  readonly isOurs: boolean;
  /** Where it leads; `undefined` where the page itself acts on the event. */
  readonly href: string | undefined;
}

/** The question to the kitchen. */
export interface Question {
  /** When it was asked; `undefined` if it was not. */
  readonly asked: Date | undefined;
  /** When it may be asked again; `undefined`: now. */
  readonly again: Date | undefined;
  /** What the page says became of it; `undefined` where it says nothing. */
  readonly answer: 'sending' | 'sent' | 'not_sent' | undefined;
}

/** What the guest can do at one moment, beside following the order. */
export interface OfferedActions {
  /** `slot`: only what the page has put into the slot. */
  readonly rating: 'question' | 'thanks' | 'slot' | undefined;
  readonly links: readonly OfferedLink[];
  readonly question: Question | undefined;
  readonly rate: (rating: Rating) => void;
  readonly dismissRating: () => void;
  readonly follow: (name: LinkName, click: Event) => void;
  readonly ask: () => void;
  /** Milliseconds until time alone changes some of this; `Infinity`: never. */
  readonly changesIn: number;
}
