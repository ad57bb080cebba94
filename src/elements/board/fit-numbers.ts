/** The room that a list of numbers has, in pixels. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** How a list of numbers is laid out. */
export interface Fit {
  readonly columns: number;
  /** Font size, in pixels. */
  readonly size: number;
  /** Numbers of one page; the pages are filled evenly. */
  readonly perPage: number;
  readonly pages: number;
}

export interface FitInput {
  readonly room: Room;
  readonly count: number;
  /** Width of the widest number, in em. */
  readonly ems: number;
  /** The smallest font size that guests can read from where they stand, in pixels; more numbers get more pages. */
  readonly smallest: number;
  readonly largest: number;
}

/** Space beside a number and the height of its line, in em. */
const gap = 0.55;
const line = 1.18;

/** The layout in which the numbers are largest. */
export function fitNumbers({ room, count, ems, smallest, largest }: FitInput): Fit {
  const whole = largestFor(count, room, ems, largest);
  if (whole.size >= smallest || count <= 1 || room.width <= 0 || room.height <= 0) {
    return { ...whole, size: Math.max(whole.size, 1), perPage: Math.max(1, count), pages: 1 };
  }
  const columns = Math.max(1, Math.floor(room.width / (smallest * (ems + gap))));
  const rows = Math.max(1, Math.floor(room.height / (smallest * line)));
  const pages = Math.ceil(count / (columns * rows));
  const perPage = Math.ceil(count / pages);
  return { ...largestFor(perPage, room, ems, largest), perPage, pages };
}

function largestFor(
  count: number,
  { width, height }: Room,
  ems: number,
  largest: number,
): { columns: number; size: number } {
  let best = { columns: 1, size: 0 };
  for (let columns = 1; columns <= Math.max(1, count); columns += 1) {
    const rows = Math.ceil(Math.max(1, count) / columns);
    const size = Math.min(largest, width / (columns * (ems + gap)), height / (rows * line));
    if (size > best.size) best = { columns, size };
  }
  // Whole pixels: a fraction more could be one line too many.
  return { columns: best.columns, size: Math.floor(best.size) };
}

/** About how wide a number is in a bold font, in em. */
export function emsOf(number: string): number {
  let sum = 0;
  for (const character of number) sum += widthOf(character);
  return sum;
}

function widthOf(character: string): number {
  if (/\d/.test(character)) return 0.62;
  if (/[-.,:;'/|\sIijl]/.test(character)) return 0.4;
  if (/[MW@%]/.test(character)) return 0.95;
  // Letters beyond Latin, Greek, Cyrillic, Hebrew and Arabic are usually square.
  return character < '\u0700' ? 0.72 : 1.05;
}

/** Only numbers wider than this are set smaller, not all others with them; in em. */
const usualWidth = 4;
const steps = [80, 65, 50, 35] as const;

/** The width for which a list is laid out: that of its widest number of the usual kind. */
export function commonWidth(numbers: readonly string[]): number {
  return Math.min(usualWidth, Math.max(1.25, ...numbers.map(emsOf)));
}

/** The class that makes a number fit that is wider than usual. */
export function squeezeOf(number: string): string {
  const share = (usualWidth / emsOf(number)) * 100;
  if (share >= 100) return '';
  return `squeeze-${steps.find((step) => step <= share) ?? steps.at(-1)}`;
}
