/*
 * Loaded on demand with the alerts, by alerts-code.ts.
 */

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { acceptStrings } from '../../../locales/parts/accept.js';
import { addStrings } from '../../../locales/registry.js';
import type { Saying } from '../copy-link/copy-link.js';
import type { ViewModel } from '../view-model.js';

addStrings(acceptStrings);

const never = Number.POSITIVE_INFINITY;

/** What the guest reads of a pending order that the restaurant has to answer until a certain time. */
export class AcceptDeadline implements ReactiveController {
  readonly #speech: Saying;
  /** The order that was drawn last, whether its deadline had passed, and the words for that until they are said. */
  #orderId: string | undefined;
  #isLate = false;
  #unsaid: string | undefined;
  #changesIn = never;

  constructor(host: ReactiveControllerHost, speech: Saying) {
    this.#speech = speech;
    host.addController(this);
  }

  /** Milliseconds until time alone changes the text; `Infinity`: never. */
  get changesIn(): number {
    return this.#changesIn;
  }

  /** In place of the status' own text; `undefined` without a deadline, and while it is not known what is true now. */
  text({ words, order, status, now, snapshot }: ViewModel): string | undefined {
    const { id, acceptBy, usualAnswerMinutes } = order ?? {};
    this.#changesIn = never;
    if (status !== 'pending' || !acceptBy || !snapshot.isCurrent) return undefined;
    const left = +acceptBy - now;
    const isLate = left <= 0;
    const late = words.text('accept_late');
    // A page that is opened afterwards has it among its other words.
    if (isLate && !this.#isLate && id === this.#orderId) this.#unsaid = late;
    this.#orderId = id;
    this.#isLate = isLate;
    if (isLate) return late;
    this.#changesIn = left;
    if (!usualAnswerMinutes) return undefined;
    return words.text('accept_usual', { time: words.minuteRange(usualAnswerMinutes, usualAnswerMinutes) });
  }

  hostUpdated(): void {
    const unsaid = this.#unsaid;
    this.#unsaid = undefined;
    if (unsaid) this.#speech.say('accept', () => unsaid);
  }
}
