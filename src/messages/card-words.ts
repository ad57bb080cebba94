import { isFinal } from '../order/status.js';
import { parseOrder } from '../order/wire.js';
import { languageCodes } from './languages.js';
import { MessageWords } from './message-words.js';

/** The words of an order's card in a wallet. */
export interface CardWords {
  /** "Order 42". */
  readonly title: string;
  readonly status: string;
  readonly text: string;
  /** The name of the link to the guest's page. */
  readonly follow: string;
}

/** The words of cards in all languages, of which the phone chooses one. */
export const cardWords = {
  languages: languageCodes,
  /** `order`: in the format of our own endpoints. What only a clock has set is told as being prepared. */
  words(order: unknown, language: string): CardWords {
    const result = parseOrder(order);
    const { number, status: told, statusSource, fulfilment } = result.ok ? result.patch : {};
    const words = new MessageWords(language, 'UTC', new Date());
    const status = statusSource === 'estimated' || !told ? 'preparing' : told;
    return {
      title: words.text('order_number', { number: number ?? '' }),
      status: words.status(status, fulfilment ?? undefined),
      text: words.status(status, fulfilment ?? undefined, '_text'),
      follow: words.text(isFinal(status) ? 'message_order_page' : 'message_follow'),
    };
  },
};
