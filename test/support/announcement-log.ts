import type { FakeTracked } from './fake-tracker.js';

const regions = { polite: '[role=status].quiet', assertive: '[role=alert].quiet' };

/**
 * Writes down everything that a screen reader is given to say, a line each: when by the tracker's own clock, in which
 * region, and what. `19:02:00 polite Preparing`.
 */
export function logAnnouncements(tracker: FakeTracked): string[] {
  const log: string[] = [];
  for (const [urgency, selector] of Object.entries(regions)) {
    const region = tracker.shadowRoot?.querySelector(selector);
    if (!region) throw new Error(`There is no ${urgency} region.`);
    const observer = new MutationObserver(() => {
      const time = new Date(tracker.world.clock.wall()).toTimeString().slice(0, 8);
      if (region.textContent) log.push(`${time} ${urgency} ${region.textContent}`);
    });
    observer.observe(region, { childList: true, characterData: true, subtree: true });
  }
  return log;
}
