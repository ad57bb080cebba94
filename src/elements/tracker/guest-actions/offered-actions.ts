import type { Offer } from '../../../order/status.js';
import type { KitchenReply } from '../answers/kitchen-reply.js';

/** In the order in which they come in an evening. */
export const linkNames = ['receipt', 'tip', 'reorder'] as const satisfies readonly Offer[];
export type LinkName = (typeof linkNames)[number];

/** A link or button that the page offers. */
export interface OfferedLink {
  readonly name: LinkName;
  /** Whether it has a link or button of our own; otherwise there is only what the page has put into the slot. */
  readonly isOurs: boolean;
  /** Where it leads; `undefined` where the page itself acts on the event. */
  readonly href: string | undefined;
}

/** What the page says became of a question or a message; `undefined` where it says nothing. */
export type Answer = 'sending' | 'sent' | 'not_sent' | undefined;

/** The question to the kitchen. */
export interface Question {
  /** When it was asked; `undefined` if it was not. */
  readonly asked: Date | undefined;
  /** When it may be asked again; `undefined`: now. */
  readonly again: Date | undefined;
  readonly answer: Answer;
  /** What the kitchen has answered since. */
  readonly reply: KitchenReply | undefined;
}

/** The keys of the words of what a guest can tell the restaurant. */
export const messageNames = ['on_my_way', 'here', 'got_it'] as const;
export type MessageName = (typeof messageNames)[number];

/** `on_my_way` → `on-my-way`. */
type PartName<Name extends string> = Name extends `${infer Word}_${infer Rest}` ? `${Word}-${PartName<Rest>}` : Name;

/** The name of its part, and the end of its event's name. */
export function partOf(name: MessageName): PartName<MessageName> {
  return name.replaceAll('_', '-') as PartName<MessageName>;
}

/** One message to the restaurant. */
export interface Message {
  readonly name: MessageName;
  /** When it was told; `undefined` if it was not. */
  readonly said: Date | undefined;
  readonly answer: Answer;
}

/** What became of the link that the guest shared, as far as the device did not show it. */
export interface Share {
  /** `undefined`: neither copied nor tried. */
  readonly isCopied?: boolean;
  /** The link itself, where it could not be copied and the page's address is another. */
  readonly url?: string;
}

/** What the guest can do at one moment, beside following the order. */
export interface OfferedActions {
  /** `slot`: only what the page has put into the slot. */
  readonly rating: 'question' | 'thanks' | 'slot' | undefined;
  readonly links: readonly OfferedLink[];
  readonly question: Question | undefined;
  readonly messages: readonly Message[];
  readonly share: Share | undefined;
  /** The window that stays in view: whether it is open; `undefined` where there is none. */
  readonly float: 'open' | 'closed' | undefined;
  /** What a button of this part does. */
  readonly press: (part: string, target: HTMLElement, click: Event) => void;
  /** Milliseconds until time alone changes some of this; `Infinity`: never. */
  readonly changesIn: number;
}
