interface Said {
  readonly fact: unknown;
  readonly turn: number;
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
export function noteSaid(order: string, subject: string, fact: unknown): void {
  if (said.size >= mostEntries) said.clear();
  turn += 1;
  said.set(`${subject}\n${order}`, { fact, turn });
}

/** What a tracker of this page has said of the subject after that turn; `undefined`: nothing. */
export function saidAfter(since: number, order: string, subject: string): unknown {
  const last = said.get(`${subject}\n${order}`);
  return last && last.turn > since ? last.fact : undefined;
}
