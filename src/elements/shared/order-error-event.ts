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
