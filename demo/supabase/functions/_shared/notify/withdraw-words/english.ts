/** The words of the page that a link in a message opens. They speak to nobody, so that they suit every guest. */
export interface WithdrawWords {
  readonly title: string;
  readonly ask: string;
  readonly stop: string;
  readonly stopped: string;
  /** The button that takes the withdrawal back. Its words are the consent that the ledger keeps. */
  readonly mistake: string;
  readonly restored: string;
  /** The order has ended, or its guest is known no more. */
  readonly gone: string;
  /** The link was cut off, or changed. */
  readonly broken: string;
  readonly failed: string;
}

export const english: WithdrawWords = {
  title: 'Messages about the order',
  ask: 'Should no more messages be sent about this order?',
  stop: 'Send no more messages',
  stopped: 'No more messages will be sent about this order.',
  mistake: 'It was a mistake: keep sending messages about this order',
  restored: 'Messages about this order will be sent again.',
  gone: 'Nothing more will be sent about this order.',
  broken: 'This link does not work: a part of it is missing. The whole link is in the message.',
  failed: 'That did not work. Please try again.',
};
