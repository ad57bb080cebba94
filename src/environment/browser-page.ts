import type { Page, PageEvent } from './page.js';

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
      const listening = new AbortController();
      const hear = (target: EventTarget, type: string, toPageEvent: (event: Event) => PageEvent | undefined) =>
        target.addEventListener(
          type,
          (event) => {
            const heard = toPageEvent(event);
            if (heard) listener(heard);
          },
          { signal: listening.signal },
        );

      hear(document, 'visibilitychange', () => (document.visibilityState === 'visible' ? 'shown' : 'hidden'));
      hear(document, 'freeze', () => 'frozen');
      hear(document, 'resume', () => 'resumed');
      hear(window, 'pagehide', () => 'left');
      hear(window, 'pageshow', (event) => ((event as PageTransitionEvent).persisted ? 'restored' : undefined));
      hear(window, 'focus', () => 'focused');
      hear(window, 'online', () => 'online');
      hear(window, 'offline', () => 'offline');
      return () => listening.abort();
    },
  };
}

/** The page of a server or a worker: always visible, always online. */
export const noPage: Page = { visible: true, online: true, listen: () => () => {} };
