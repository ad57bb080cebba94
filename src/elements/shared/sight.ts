import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How far beyond the screen an element is drawn already, so that nobody scrolls to an old picture. */
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

/** Whether an element is on the screen or near it. What nobody can see need not be drawn; it is, once it is seen. */
export class Sight implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #isAway = false;
  #hasMissed = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether this drawing can wait. An element counts as seen until the browser says otherwise, and while it has the focus. */
  mayWait(): boolean {
    this.#hasMissed = this.#isAway && !this.#host.matches(':focus-within');
    return this.#hasMissed;
  }

  hostConnected(): void {
    watch(this.#host, (isSeen) => {
      this.#isAway = !isSeen;
      if (isSeen && this.#hasMissed) this.#host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    unwatch(this.#host);
    this.#isAway = false;
  }
}
