import { createElement, type ReactNode, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import type { OrderTracking } from '../../../src/react.js';
import { FakeEnvironment } from '../../support/fake-environment.js';

/** A test fails by throwing. */
export type Case = () => Promise<void>;

/** What the component of a case has seen and shown, render by render. */
export class Mounted {
  readonly world = new FakeEnvironment();
  readonly container = document.body.appendChild(document.createElement('div'));
  readonly renders: OrderTracking[] = [];
  readonly #root: Root = createRoot(this.container);

  render(node: ReactNode): Promise<void> {
    this.#root.render(node);
    return this.settle();
  }

  /** Everything is mounted twice in development. */
  renderStrictly(node: ReactNode): Promise<void> {
    return this.render(createElement(StrictMode, null, node));
  }

  async unmount(): Promise<void> {
    this.#root.unmount();
    await this.settle();
    this.container.remove();
  }

  get last(): OrderTracking {
    const last = this.renders.at(-1);
    if (!last) throw new Error('nothing was rendered');
    return last;
  }

  /** Lets React and the tracker do what they have begun. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) {
      await this.world.pass(0);
      await nextTask();
    }
  }
}

/** After what React has scheduled. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    setTimeout(() => port2.postMessage(undefined));
  });
}

/** Waits, up to 5 s, for what browser and React decide when to do, such as drawing what is in sight. */
export async function until(isDone: () => boolean): Promise<void> {
  const end = performance.now() + 5_000;
  while (!isDone() && performance.now() < end) await nextTask();
  if (!isDone()) throw new Error(`still not: ${isDone}`);
}
