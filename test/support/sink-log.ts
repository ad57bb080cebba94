import './loaded-code.js';
import type { Failure, TransportSink } from '../../src/transports/transport.js';

/** A sink that writes down what it hears, in order. */
export class SinkLog implements TransportSink {
  /** `opened`, `confirmed`, `received`, `alive`, `lost: <kind>`. */
  readonly events: string[] = [];
  readonly payloads: unknown[] = [];
  readonly losses: Failure[] = [];

  opened(): void {
    this.events.push('opened');
  }

  confirmed(): void {
    this.events.push('confirmed');
  }

  received(payload: unknown): void {
    this.events.push('received');
    this.payloads.push(payload);
  }

  alive(): void {
    this.events.push('alive');
  }

  lost(loss: Failure): void {
    this.events.push(`lost: ${loss.kind}`);
    this.losses.push(loss);
  }
}

/** Lets everything happen that waits for nothing but its turn. */
export async function turn(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}
