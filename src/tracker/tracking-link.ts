/** The parts of `window` that `consumeTrackingLink` uses. */
export interface LinkedPage {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  readonly history: Pick<History, 'state' | 'replaceState'>;
}

const longestCapability = 512;

/**
 * Removes the capability of a tracking link (`#track=…`) from the page's address before other scripts can read it, and
 * returns it. The rest of the fragment stays. The capability is kept in `history.state.orderStatusTracker.capability`,
 * so that it survives a reload of this tab and nothing else. The page's own fields of `history.state` stay as they are.
 *
 * Returns `undefined` where there is no such link. Safe to call at any time and any number of times. A page that runs
 * other scripts first calls it in its own first script.
 *
 * @param known the capability of an earlier call; it is kept for a reload also after the page went to another fragment
 */
export function consumeTrackingLink(page: LinkedPage = globalThis, known?: string): string | undefined {
  const parts = page.location.hash.slice(1).split('&');
  const link = parts.find((part) => part.startsWith('track='));
  const kept = keptCapability(page) ?? known;
  const capability = (link && readCapability(link.slice('track='.length))) || kept;
  const rest = parts.filter((part) => part !== link).join('&');
  const { pathname, search } = page.location;
  if (link === undefined && capability === keptCapability(page)) return capability;
  try {
    const address = pathname + search + (rest && `#${rest}`);
    page.history.replaceState(withCapability(page.history.state, capability), '', address);
  } catch {
    // Some embedded pages may not change their address; the link still works there, until a reload.
  }
  return capability;
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

function keptCapability({ history }: LinkedPage): string | undefined {
  const state: unknown = history.state;
  const own = isRecord(state) ? state.orderStatusTracker : undefined;
  const capability = isRecord(own) ? own.capability : undefined;
  return typeof capability === 'string' ? capability : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
