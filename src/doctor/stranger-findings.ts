import type { CheckContext } from './check-context.js';

/** What a stranger was given: somebody without a token, and somebody with a forged one. */
export interface GivenToStrangers {
  readonly without: boolean;
  readonly forged: boolean;
}

/**
 * Says what a stranger was given. Returns whether that was nothing.
 *
 * @param given what has happened, as the beginning of a sentence: "The stream opens"
 * @param remedy how to refuse somebody without a token
 */
export function addGivenToStrangers(
  context: CheckContext,
  { without, forged }: GivenToStrangers,
  given: string,
  remedy: string,
): boolean {
  if (without) {
    context.report(
      'token-not-needed',
      `${given} without a token: anyone who knows the order id sees the order.`,
      remedy,
    );
  } else if (forged) {
    context.report(
      'token-not-checked',
      `${given} with a token whose signature is not valid.`,
      'Verify the signature, the expiry and the order of each token.',
    );
  }
  return !without && !forged;
}

export function addStrangersRefused(context: CheckContext): void {
  context.report('strangers-refused', 'A stranger is refused, without a token and with a forged one.');
}

/** Short, or a number: all of them can be tried. */
function isGuessable(id: string): boolean {
  return /^\d{1,15}$/.test(id) || id.length < 10;
}

/** Where no token is needed, the id is the only secret. */
export function checkGuessable(context: CheckContext): void {
  const { orderId } = context.guest;
  if (!isGuessable(orderId)) return;
  context.report(
    'id-guessable',
    `Anyone who asks for "${orderId}" gets the order, and ids like this one can be guessed.`,
    'Use random ids (UUIDs), or a tracking link with token-url.',
  );
}
