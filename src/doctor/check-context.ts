import type { Code } from './codes.js';
import type { Findings } from './findings.js';
import type { Setup } from './setup.js';
import type { World } from './world.js';

/** One address that is examined: what is asked of it, as whom, and where what is found goes. */
export class CheckContext {
  /** The address as the options have it, or the name of an option. */
  readonly subject: string;
  /** The guest's token, where there is one. */
  readonly token: string | undefined;
  readonly setup: Setup;
  readonly world: World;
  readonly findings: Findings;

  constructor(subject: string, token: string | undefined, setup: Setup, world: World, findings: Findings) {
    this.subject = subject;
    this.token = token;
    this.setup = setup;
    this.world = world;
    this.findings = findings;
  }

  /** The guest of the order. */
  get guest(): { readonly orderId: string; readonly token: string | undefined } {
    return { orderId: this.setup.options.orderId, token: this.token };
  }

  /** Adds what was found of this address. */
  report(code: Code, what: string, remedy = ''): void {
    this.findings.add(code, this.subject, what, remedy);
  }
}
