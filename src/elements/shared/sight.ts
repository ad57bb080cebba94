import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { whenIdle } from './when-idle.js';

/** Elements within this distance of the screen count as visible, so that scrolling never shows an old picture. */
const margin = '50%';

type Show = (isSeen: boolean) => void;

const watched = new Map<Element, Show>();
/** One observer for all elements of the page; `undefined` until it is needed, and where the browser has none. */
let observer: IntersectionObserver | undefined;

function watch(element: Element, show: Show): void {
  if (!globalThis.IntersectionObserver) return;
  observer ??= new IntersectionObserver(
    (entries) => {
      // The last entry of an element is the newest.
      for (const { target, isIntersecting } of entries) watched.get(target)?.(isIntersecting);
    },
    { rootMargin: margin },
  );
  if (!watched.size) window.addEventListener('beforeprint', showAll);
  watched.set(element, show);
  observer.observe(element);
}

function unwatch(element: Element): void {
  observer?.unobserve(element);
  watched.delete(element);
  if (!watched.size) window.removeEventListener('beforeprint', showAll);
}

/** Paper shows what the screen does not. */
function showAll(): void {
  for (const show of watched.values()) show(true);
}

/** The elements that are drawn once the browser has nothing else to do. */
const waiting = new Set<() => Promise<unknown> | undefined>();
let isScheduled = false;
/** How many of them are drawn before the browser may do something else: about a frame's time on a phone. */
const drawnAtOnce = 4;
/** What one takes, in milliseconds. */
const timeOfOne = 5;

function drawLater(draw: () => Promise<unknown> | undefined): void {
  waiting.add(draw);
  schedule();
}

function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  whenIdle(drawSome);
}

/** More of them while the browser has time: each frame between them lays out the whole page. */
async function drawSome(deadline?: IdleDeadline): Promise<void> {
  let drawn = 0;
  for (const draw of waiting) {
    if (drawn++ >= drawnAtOnce && !(Number(deadline?.timeRemaining()) > timeOfOne)) break;
    waiting.delete(draw);
    // One that fails has told it; the others wait for it no longer.
    await draw()?.catch(() => {});
  }
  isScheduled = false;
  if (waiting.size) schedule();
}

/**
 * Whether an element is on the screen or near it. Other elements are drawn when they come near, or when the browser is
 * idle: a search in the page, or a screen reader, must not find old words.
 */
export class Sight implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #isAway = false;
  #hasMissed = false;
  #isDrawn = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether this drawing can wait. An element counts as seen until the browser says otherwise, and while it has the focus. */
  mayWait(): boolean {
    this.#hasMissed = this.#isAway && !this.#isDrawn && !this.#host.matches(':focus-within');
    this.#isDrawn = false;
    if (this.#hasMissed) drawLater(this.#draw);
    return this.#hasMissed;
  }

  hostConnected(): void {
    // What a window of its own shows, the page's screen does not tell.
    if (this.#host.ownerDocument !== document) return;
    watch(this.#host, (isSeen) => {
      this.#isAway = !isSeen;
      if (isSeen && this.#hasMissed) this.#draw();
    });
  }

  hostDisconnected(): void {
    unwatch(this.#host);
    waiting.delete(this.#draw);
    this.#isAway = false;
  }

  readonly #draw = (): Promise<unknown> | undefined => {
    waiting.delete(this.#draw);
    if (!this.#hasMissed) return;
    this.#isDrawn = true;
    this.#host.requestUpdate();
    return this.#host.updateComplete;
  };
}
