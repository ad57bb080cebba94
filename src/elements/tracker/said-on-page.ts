interface Said {
  readonly fact: unknown;
  readonly turn: number;
  readonly by: WeakRef<HTMLElement>;
}

const said = new Map<string, Said>();
/** More than the orders of one page need. */
const mostEntries = 200;
let turn = 0;

/** Counts up with everything that is said on the page. */
export function turnOfPage(): number {
  return turn;
}

/** Notes that a tracker of this page has said it: two tags may show the same order, and the page says it once. */
export function noteSaid(order: string, subject: string, fact: unknown, by: HTMLElement): void {
  if (said.size >= mostEntries) said.clear();
  turn += 1;
  said.set(`${subject}\n${order}`, { fact, turn, by: new WeakRef(by) });
}

/** What a tracker of this page has said of the subject after that turn; `undefined`: nothing. */
export function saidAfter(since: number, order: string, subject: string): unknown {
  const last = said.get(`${subject}\n${order}`);
  return last && last.turn > since && couldBeHeard(last.by.deref()) ? last.fact : undefined;
}

/**
 * Screen readers say nothing of what the page has hidden, such as the tag of another layout. Looked at only where another
 * tracker wants to know, since it has the browser lay out the page.
 */
function couldBeHeard(host: HTMLElement | undefined): boolean {
  // What is gone since was there when it spoke.
  if (!host?.isConnected) return true;
  const region = host.shadowRoot?.querySelector('[role=status]');
  if (!region || host.closest('[inert], [aria-hidden=true]')) return false;
  return region.getClientRects().length > 0 && getComputedStyle(region).visibility === 'visible';
}
