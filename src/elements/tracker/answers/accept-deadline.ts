import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Wording } from '../../shared/wording.js';
import type { Saying } from '../copy-link/copy-link.js';
import type { ViewModel } from '../view-model.js';
import { answerText } from './answer-words.js';

const never = Number.POSITIVE_INFINITY;

/** What the guest reads of a pending order that the restaurant has to answer until a certain time. */
export class AcceptDeadline implements ReactiveController {
  readonly #words: Wording;
  readonly #speech: Saying;
  /** The order that was drawn before its deadline. */
  #waiting: string | undefined;
  #isLate = false;
  #isUnsaid = false;
  #changesIn = never;

  constructor(host: ReactiveControllerHost & { readonly words: Wording }, speech: Saying) {
    this.#words = host.words;
    this.#speech = speech;
    host.addController(this);
  }

  /** Milliseconds until time alone changes the text; `Infinity`: never. */
  get changesIn(): number {
    return this.#changesIn;
  }

  /**
   * The view model with what stands in place of the status' own text: nothing without a deadline, and while it is not
   * known what is true now. An order that nobody has accepted in time is not expected at any time.
   */
  view(built: ViewModel): ViewModel {
    const acceptText = this.#text(built);
    return { ...built, acceptText, estimateText: this.#isLate ? undefined : built.estimateText };
  }

  #text({ words, order, status, now, snapshot }: ViewModel): string | undefined {
    const { id, acceptBy, usualAnswerMinutes } = order ?? {};
    this.#changesIn = never;
    this.#isLate = false;
    if (status !== 'pending' || !acceptBy || !snapshot.isCurrent) return undefined;
    const left = +acceptBy - now;
    this.#isLate = left <= 0;
    // On a page that is opened afterwards it is no news.
    if (this.#isLate && this.#waiting === id) this.#isUnsaid = true;
    this.#waiting = this.#isLate ? undefined : id;
    if (this.#isLate) return answerText(words, 'accept_late');
    this.#changesIn = left;
    if (!usualAnswerMinutes) return undefined;
    const time = words.minuteRange(usualAnswerMinutes, usualAnswerMinutes);
    // "4 Min." ends a sentence with one stop.
    return answerText(words, 'accept_usual', time).replace('..', '.');
  }

  hostUpdated(): void {
    if (this.#isUnsaid)
      this.#speech.say('accept', () => (this.#isLate ? answerText(this.#words, 'accept_late') : undefined));
    this.#isUnsaid = false;
  }
}
