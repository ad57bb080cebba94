import type { TrackerError, TrackerErrorCode } from '../../tracker/types.js';
import { ComposedEvent } from './composed-event.js';

/** Something went wrong. It holds no token and no name, so that it may be logged. */
export class OrderErrorEvent extends ComposedEvent {
  readonly code: TrackerErrorCode;
  /** What to do, in English, for developers. */
  readonly message: string;
  /** Whether the tracker retries by itself. */
  readonly recoverable: boolean;

  constructor({ code, message, recoverable }: TrackerError) {
    super('order-error');
    this.code = code;
    this.message = message;
    this.recoverable = recoverable;
  }
}

/** Tells a page what went wrong; what its developer has to correct also in the console, once. */
export function reporterOf(element: HTMLElement): (error: TrackerError) => void {
  const warned = new Set<string>();
  return (error) => {
    const { code, message } = error;
    const isOfSetup = code === 'config' || code === 'unreadable' || code === 'unmapped-status';
    if (isOfSetup && !warned.has(message)) {
      warned.add(message);
      console.warn(`<${element.localName}> ${message}`);
    }
    element.dispatchEvent(new OrderErrorEvent(error));
  };
}
