import type { Page, PageEvent } from './page.js';

const pages = new WeakMap<Window, Page>();

/**
 * The browser's page, the same for all trackers on it: its listeners are there once, and only while somebody listens.
 * None of them would keep the page out of the back/forward cache.
 */
export function browserPage(window: Window = globalThis.window): Page {
  const page = pages.get(window) ?? makePage(window);
  pages.set(window, page);
  return page;
}

function makePage(window: Window): Page {
  const { document, navigator } = window;
  const listeners = new Set<(event: PageEvent) => void>();
  let listening: AbortController | undefined;

  return {
    get visible() {
      return document.visibilityState === 'visible';
    },
    get online() {
      return navigator.onLine;
    },
    hidesBeforeSleep: isPhone(navigator),
    listen(listener) {
      // Each call counts, also with a function that listens already.
      const hear = (event: PageEvent) => listener(event);
      listeners.add(hear);
      listening ??= hearPage(window, (event) => {
        for (const each of [...listeners]) each(event);
      });
      return () => {
        listeners.delete(hear);
        if (listeners.size > 0) return;
        listening?.abort();
        listening = undefined;
      };
    },
  };
}

function hearPage(window: Window, tell: (event: PageEvent) => void): AbortController {
  const { document } = window;
  const listening = new AbortController();
  const hear = (target: EventTarget, type: string, toPageEvent: (event: Event) => PageEvent | undefined) =>
    target.addEventListener(
      type,
      (event) => {
        const heard = toPageEvent(event);
        if (heard) tell(heard);
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
  return listening;
}

/** Phones and tablets turn their screen off before they sleep, which hides the page. */
function isPhone({ userAgent, maxTouchPoints, platform }: Navigator): boolean {
  // An iPad says that it is a Mac, and no Mac has a touch screen.
  return /Android|iPhone|iPad|iPod/.test(userAgent) || (platform === 'MacIntel' && maxTouchPoints > 1);
}

/** The page of a server or a worker: always visible, always online. */
export const noPage: Page = { visible: true, online: true, listen: () => () => {} };
