/**
 * The part of the page that `consumeTrackingLink` uses; a subset of `window`. Written out, since a server's project has no
 * types of pages.
 */
export interface LinkedPage {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string };
  readonly history: { readonly state: unknown; replaceState(state: unknown, unused: string, url: string): void };
}

/** Characters. A longer secret in a link is ignored. */
const longestCapability = 512;

/**
 * Takes the secret of a tracking link (`#track=…`) out of the page's address and returns it. The rest of the fragment
 * stays. The secret is kept in `history.state.orderStatusTracker.capability`, which survives a reload of this tab and
 * nothing else; the page's own values in that state stay.
 *
 * Returns `undefined` without such a link. Safe to call at any time and any number of times. A page with other scripts
 * calls it in its first one, so that no other script sees the secret.
 *
 * @param known the secret of an earlier call; with it a reload works also after the page went to another fragment
 */
export function consumeTrackingLink(page: LinkedPage = globalThis, known?: string): string | undefined {
  const parts = page.location.hash.slice(1).split('&');
  const link = parts.find((part) => part.startsWith('track='));
  const stored = storedCapability(page) ?? known;
  const capability = (link && readCapability(link.slice('track='.length))) || stored;
  const rest = parts.filter((part) => part !== link).join('&');
  const { pathname, search } = page.location;
  if (link === undefined && capability === storedCapability(page)) return capability;
  try {
    const address = pathname + search + (rest && `#${rest}`);
    page.history.replaceState(withCapability(page.history.state, capability), '', address);
  } catch {
    // An embedded page may be forbidden to change its address. There the link works until a reload.
  }
  return capability;
}

/** Takes the secret out of `history.state`, where only a reload needs it. The page's own values stay. */
export function forgetTrackingLink({ history, location }: LinkedPage): void {
  const { state } = history;
  if (!isRecord(state) || !isRecord(state.orderStatusTracker)) return;
  const { capability, ...rest } = state.orderStatusTracker;
  if (capability === undefined) return;
  const { orderStatusTracker: _, ...own } = state;
  const next = Object.keys(rest).length > 0 ? { ...own, orderStatusTracker: rest } : own;
  try {
    history.replaceState(next, '', location.pathname + location.search + location.hash);
  } catch {
    // As above.
  }
}

function readCapability(text: string): string | undefined {
  try {
    const capability = decodeURIComponent(text);
    return capability.length > 0 && capability.length <= longestCapability ? capability : undefined;
  } catch {
    return undefined;
  }
}

function withCapability(state: unknown, capability: string | undefined): unknown {
  if (capability === undefined || (state !== null && !isRecord(state))) return state;
  const own = state?.orderStatusTracker;
  return { ...state, orderStatusTracker: { ...(isRecord(own) ? own : {}), capability } };
}

function storedCapability({ history }: LinkedPage): string | undefined {
  const state: unknown = history.state;
  const own = isRecord(state) ? state.orderStatusTracker : undefined;
  const capability = isRecord(own) ? own.capability : undefined;
  return typeof capability === 'string' ? capability : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
