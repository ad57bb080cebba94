import type { Page, PageEvent } from './page.js';

type Listener = (event: PageEvent) => void;

/** Who listens to each window, so that the browser has one set of listeners however many trackers a page has. */
const listeners = new WeakMap<Window, Set<Listener>>();
const listening = new WeakMap<Window, AbortController>();

/** The browser's page. It has no listener that would keep the page out of the back/forward cache. */
export function browserPage(window: Window = globalThis.window): Page {
  const { document, navigator } = window;
  return {
    get visible() {
      return document.visibilityState === 'visible';
    },
    get online() {
      return navigator.onLine;
    },
    listen(listener) {
      // Whoever listens twice hears twice.
      const own: Listener = (event) => listener(event);
      const all = listeners.get(window) ?? new Set();
      listeners.set(window, all);
      if (!all.size) hearAll(window, all);
      all.add(own);
      return () => {
        all.delete(own);
        if (!all.size) listening.get(window)?.abort();
      };
    },
  };
}

function hearAll(window: Window, all: ReadonlySet<Listener>): void {
  const { document } = window;
  const controller = new AbortController();
  listening.set(window, controller);
  const { signal } = controller;
  const hear = (target: EventTarget, type: string, toPageEvent: (event: Event) => PageEvent | undefined) =>
    target.addEventListener(
      type,
      (event) => {
        const heard = toPageEvent(event);
        if (heard) for (const listener of [...all]) tell(listener, heard);
      },
      { signal },
    );

  hear(document, 'visibilitychange', () => (document.visibilityState === 'visible' ? 'shown' : 'hidden'));
  hear(document, 'freeze', () => 'frozen');
  hear(document, 'resume', () => 'resumed');
  hear(window, 'pagehide', () => 'left');
  hear(window, 'pageshow', (event) => ((event as PageTransitionEvent).persisted ? 'restored' : undefined));
  hear(window, 'focus', () => 'focused');
  hear(window, 'online', () => 'online');
  hear(window, 'offline', () => 'offline');
}

/** As the browser does it: a listener that throws keeps no other from hearing. */
function tell(listener: Listener, event: PageEvent): void {
  try {
    listener(event);
  } catch (error) {
    reportError(error);
  }
}

/** The page of a server or a worker: always visible, always online. */
export const noPage: Page = { visible: true, online: true, listen: () => () => {} };
