import type { Code } from '../../src/doctor/codes.js';
import { examine, type Report } from '../../src/doctor/examine.js';
import type { Timers } from '../../src/doctor/page/time-limit.js';
import type { Setup } from '../../src/doctor/setup.js';
import type { Limits, World } from '../../src/doctor/world.js';

/** The page that the tests are about. */
export const origin = 'https://www.restaurant.example';

/** No pauses, and time enough for whatever does answer. */
const patient: Limits = {
  answer: 10_000,
  confirm: 10_000,
  pong: 10_000,
  pause: 1,
  settle: 40,
  follow: 10_000,
  slow: 60_000,
};

/** For servers that leave something unanswered. */
export const impatient: Partial<Limits> = { answer: 700, confirm: 500, pong: 500, follow: 300 };

/** A turn of the event loop takes as long, at least. */
const turnLength = 10;

/**
 * Timers that count turns of the event loop. Server and doctor share this process: on a machine that is busy both wait,
 * and what has been sent is read before another turn is counted.
 */
const turns: Timers = {
  setTimeout(callback, milliseconds) {
    const timer: { id?: NodeJS.Timeout } = {};
    let left = Math.ceil(milliseconds / turnLength);
    const turn = () => {
      left -= 1;
      if (left <= 0) callback();
      else timer.id = setTimeout(turn, turnLength);
    };
    timer.id = setTimeout(turn, turnLength);
    return timer;
  },
  clearTimeout: (timer) => clearTimeout((timer as { id?: NodeJS.Timeout }).id),
};

export function testWorld(limits: Partial<Limits> = {}): World {
  return { fetch, limits: { ...patient, ...limits }, timers: turns, loadFile };
}

/** The files of presets, from the sources that they are made of. */
async function loadFile(path: string): Promise<unknown> {
  const [folder, name] = path.replace('.json', '.js').split('/');
  const place = folder === 'servers' ? '../../src/transports/servers' : '../../src/order/field-map/presets';
  const module: Readonly<Record<string, unknown>> = await import(`${place}/${name}`).catch(() => ({}));
  return module.default ?? Object.values(module)[0];
}

/** Examines for the page of the tests. */
export function examineFor(
  options: Setup['options'],
  { limits, ...setup }: Partial<Omit<Setup, 'options'>> & { readonly limits?: Partial<Limits> | undefined } = {},
): Promise<Report> {
  return examine({ options, origin, isOriginGiven: true, watch: 0, ...setup }, testWorld(limits));
}

/** All that was found and is not right. */
export function faultsIn({ findings }: Report): readonly Code[] {
  return [...new Set(findings.filter(({ level }) => level !== 'right').map(({ code }) => code))].sort();
}

/** The findings as a text, for messages of failing tests. */
export function told({ findings, explanation }: Report): string {
  return [...findings.map(({ code, subject, what }) => `${code} (${subject}): ${what}`), ...explanation].join('\n');
}
