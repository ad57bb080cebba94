import { nothing, type ReactiveController } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { TrackerError } from '../../tracker/types.js';

interface GuardHost {
  /** Tells the page what went wrong. */
  report(error: TrackerError): void;
}

const told = new WeakMap<GuardHost, Set<string>>();

/** Runs one part of an element: if it throws, the others go on, and the page and its developer are told once. */
export function guarded<Result>(host: GuardHost, part: string, run: () => Result): Result | undefined {
  try {
    return run();
  } catch (error) {
    const message = `"${part}" failed and is left out: ${error}`;
    const known = told.get(host) ?? new Set();
    if (known.has(message)) return undefined;
    told.set(host, known.add(message));
    // Not in the middle of a drawing: a listener may change what is drawn.
    queueMicrotask(() => host.report({ code: 'config', message, recoverable: true }));
    return undefined;
  }
}

/** The element that is being drawn. */
let drawing: GuardHost | undefined;

/** Draws an element; meanwhile `attempt` and `attemptOnChange` tell of failures in its name. */
export function drawAs(host: GuardHost, draw: () => void): void {
  const before = drawing;
  drawing = host;
  try {
    draw();
  } finally {
    drawing = before;
  }
}

/** Draws one part behind its own guard: one that throws is left out, and the others are drawn. */
export function attempt<Drawn>(part: string, draw: () => Drawn): Drawn | undefined {
  return drawing ? guarded(drawing, part, draw) : draw();
}

/** Lit's `guard`, behind such a guard: it draws the part again only when one of `values` has changed. */
export function attemptOnChange(part: string, values: readonly unknown[], draw: () => unknown): unknown {
  return guard([...values], () => attempt(part, draw) ?? nothing);
}

/** A controller whose failures stop neither the other controllers nor the drawing. A class: each element has many. */
export class GuardedController implements ReactiveController {
  readonly #controller: ReactiveController;
  readonly #host: GuardHost;

  constructor(controller: ReactiveController, host: GuardHost) {
    this.#controller = controller;
    this.#host = host;
  }

  hostConnected(): void {
    this.#run('hostConnected');
  }

  hostDisconnected(): void {
    this.#run('hostDisconnected');
  }

  hostUpdate(): void {
    this.#run('hostUpdate');
  }

  hostUpdated(): void {
    this.#run('hostUpdated');
  }

  #run(hook: keyof ReactiveController): void {
    guarded(this.#host, hook, () => this.#controller[hook]?.());
  }
}
