/** A shift of what is in view, as Chromium reports it. */
interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  /** What has moved, the largest first; `null` for what is in the shadow of an element. */
  readonly sources: readonly { readonly node: Node | null }[];
}

/** Something that moved, and after which step of a test. */
export interface Moved {
  readonly step: string;
  /** Pixels by which what is below the card moved down. */
  readonly by: number;
}

/**
 * Watches what is below an element of a page: where it is after each step, in every browser, and what Chromium itself
 * counts as layout shifts, of the page and within the element.
 */
export class LayoutShifts {
  readonly moved: Moved[] = [];
  readonly #below: Element;
  readonly #observer: PerformanceObserver | undefined;
  #top: number | undefined;
  #page = 0;
  #within: number[] = [];

  constructor(below: Element) {
    this.#below = below;
    if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return;
    this.#observer = new PerformanceObserver((list) => this.#count(list.getEntries()));
    this.#observer.observe({ type: 'layout-shift' });
  }

  /** Forgets what is counted so far, such as the first picture itself. */
  async begin(): Promise<void> {
    await this.look('');
    this.moved.length = 0;
    this.#page = 0;
    this.#within = [];
  }

  /** To be called once a step is drawn. Waits until it is painted. */
  async look(step: string): Promise<void> {
    await painted();
    const { top } = this.#below.getBoundingClientRect();
    if (this.#top !== undefined && top !== this.#top) this.moved.push({ step, by: Math.round(top - this.#top) });
    this.#top = top;
    this.#count(this.#observer?.takeRecords() ?? []);
  }

  /** The browser's own sum of what moved in the page; 0 where it counts nothing. */
  get page(): number {
    return this.#page;
  }

  /** The browser's own sum of what moved within the element alone. */
  get within(): number {
    return this.#within.reduce((sum, value) => sum + value, 0);
  }

  /** The largest of these values. */
  get largestWithin(): number {
    return Math.max(0, ...this.#within);
  }

  stop(): void {
    this.#observer?.disconnect();
  }

  #count(entries: readonly PerformanceEntry[]): void {
    for (const { value, hadRecentInput, sources } of entries as readonly LayoutShift[]) {
      if (hadRecentInput) continue;
      if (sources.some(({ node }) => node !== null)) this.#page += value;
      else this.#within.push(value);
    }
  }
}

/** After a change of the window Chromium counts no shift for a while. Moves something until one is counted. */
export async function untilShiftsCount(): Promise<void> {
  if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return;
  const probe = document.createElement('p');
  probe.textContent = 'moves';
  document.body.append(probe);
  const observer = new PerformanceObserver(() => {});
  observer.observe({ type: 'layout-shift' });
  for (let down = false, isCounted = false; !isCounted; down = !down) {
    probe.style.marginBlockStart = down ? '200px' : '100px';
    await painted();
    isCounted = (observer.takeRecords() as LayoutShift[]).some(({ hadRecentInput }) => !hadRecentInput);
  }
  observer.disconnect();
  probe.remove();
}

async function painted(): Promise<void> {
  await new Promise(requestAnimationFrame);
  await new Promise((resolve) => setTimeout(resolve));
}
