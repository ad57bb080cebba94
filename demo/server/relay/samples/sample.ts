import type { OrderStatus } from '../../../../src/order/status.js';
import type { ProviderName } from '../../../../src/relay.js';

/** One way of an order through a provider. */
export interface Run {
  /** Letters and digits: part of the provider's ids. */
  readonly id: string;
  /** Our order, where the provider is told of it. */
  readonly orderId?: string | undefined;
  /** When it began, in ms. */
  readonly startedAt: number;
}

export interface SampleMessage {
  readonly payload: object;
  /** Besides the signature. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SampleStep {
  /** What happened, in the provider's word. */
  readonly word: string;
  /** What the tracker shows afterwards; undefined: as before. */
  readonly shows: OrderStatus | undefined;
}

/** What a provider sends while an order takes its way, after its documentation. Names and numbers are made up. */
export interface Sample {
  readonly provider: ProviderName;
  readonly title: string;
  /** Whether it speaks of a delivery of an order that we have, and of nothing that is an order by itself. */
  readonly isCourier: boolean;
  readonly steps: readonly SampleStep[];
  /** The message about a step, or about another word. */
  message(run: Run, step: number, word: string): SampleMessage;
  /** The provider's id of the order. */
  externalId(run: Run): string;
  /** What the provider's API answers after a step. */
  answer?(run: Run, step: number, word: string): object;
}

/** When a step happens by the provider's clock: one minute after the other, the last ones just now. */
export function timeOf({ startedAt }: Run, step: number): string {
  return new Date(startedAt + (step - 12) * 60_000).toISOString();
}

/** A number for people. */
export function numberOf({ id }: Run): string {
  return String((Number.parseInt(id.slice(0, 6), 36) % 90) + 10);
}

/** Equal for each delivery of one event. */
export function eventOf({ id }: Run, step: number, word: string): string {
  return `evt-${id}-${step}-${word.toLowerCase()}`;
}

/** A guest whom nobody shall find in our database. */
export const guest = {
  name: 'Ada Sample',
  phone: '+15550100199',
  email: 'ada.sample@example.com',
  street: '1 Sample Street',
};
