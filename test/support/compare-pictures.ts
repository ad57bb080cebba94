import type { Engine } from './browsers.js';
import type { Picture } from './png.js';

/** From how many of a channel's 256 steps on a pixel counts as different. */
const visible = 24;
/** How many such pixels a picture may have. WebKit's edges differ by some dozens where it is short of time. */
const allowances: Record<Engine, number> = { chromium: 8, firefox: 8, webkit: 150 };

/** How two pictures differ: a copy of the second one, pale, with the differences in red. */
export function comparePictures(
  expected: Picture,
  actual: Picture,
  engine: Engine,
): { count: number; picture: Picture } | undefined {
  const { width, height } = actual;
  const pixels = Buffer.alloc(width * height * 4, 255);
  const isSameSize = expected.width === width && expected.height === height;
  // WebKit draws the edges of what moves in a layer of its own a little differently from one time to the next.
  const isOff = engine === 'webkit' ? isOffAround : isOffAt;
  const allowance = allowances[engine];
  let count = isSameSize ? 0 : Math.abs(expected.width * expected.height - width * height) + allowance + 1;
  for (let at = 0; at < pixels.length; at += 4) {
    const isDifferent = isSameSize && isOffAt(expected, actual, at) && isOff(expected, actual, at);
    if (isDifferent) count += 1;
    const grey = 200 + Math.round((actual.pixels[at + 1] ?? 0) / 5);
    pixels.set(isDifferent ? [220, 0, 0] : [grey, grey, grey], at);
  }
  return count > allowance ? { count, picture: { width, height, pixels } } : undefined;
}

function isOffAt(expected: Picture, actual: Picture, at: number): boolean {
  return [0, 1, 2].some(
    (channel) => Math.abs((expected.pixels[at + channel] ?? 0) - (actual.pixels[at + channel] ?? 0)) > visible,
  );
}

/** Whether a pixel is none of the shades between its expected neighbours: more than an edge drawn differently. */
function isOffAround(expected: Picture, actual: Picture, at: number): boolean {
  const { width } = expected;
  const around = [-width - 1, -width, -width + 1, -1, 0, 1, width - 1, width, width + 1].map((step) => at + step * 4);
  return [0, 1, 2].some((channel) => {
    const shades = around.map((place) => expected.pixels[place + channel]).filter((shade) => shade !== undefined);
    const shade = actual.pixels[at + channel] ?? 0;
    return shade < Math.min(...shades) - visible || shade > Math.max(...shades) + visible;
  });
}
