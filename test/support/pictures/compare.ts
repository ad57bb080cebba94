import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import type { Engine } from '../browsers.js';

/** How far two colours of a pixel may lie apart; 1 is black beside white, 0.08 is 24 of 255 steps in a middle grey. */
const threshold = 0.08;
/** How many pixels of a picture may differ. WebKit's edges differ by some dozens when the machine is busy. */
const allowances: Record<Engine, number> = { chromium: 8, firefox: 8, webkit: 150 };

/** The difference between two pictures, drawn in red over a pale copy of the actual one; nothing if they agree. */
export function comparePictures(
  expected: PNG,
  actual: PNG,
  engine: Engine,
): { count: number; picture: PNG } | undefined {
  const { width, height } = actual;
  if (expected.width !== width || expected.height !== height) {
    return { count: Math.abs(expected.width * expected.height - width * height), picture: actual };
  }
  const picture = new PNG({ width, height });
  // WebKit draws the edges of an animated layer a little differently each time: its shades at edges do not count.
  const includeAA = engine !== 'webkit';
  const count = pixelmatch(actual.data, expected.data, picture.data, width, height, { threshold, includeAA });
  return count > allowances[engine] ? { count, picture } : undefined;
}

/** The part of a picture that lies in a box, as far as the picture reaches. */
export function cropPicture(whole: PNG, box: { x: number; y: number; width: number; height: number }): PNG {
  const width = Math.min(box.width, whole.width - box.x);
  const height = Math.min(box.height, whole.height - box.y);
  const picture = new PNG({ width, height });
  PNG.bitblt(whole, picture, box.x, box.y, width, height, 0, 0);
  return picture;
}

/** Writes a picture without opacity. Unfiltered rows are the smallest for flat colours: a third less than the default. */
export function encodePicture(picture: PNG): Buffer {
  return PNG.sync.write(picture, { colorType: 2, filterType: 0, deflateStrategy: 0, deflateLevel: 9 });
}

export function decodePicture(file: Uint8Array): PNG {
  return PNG.sync.read(Buffer.from(file));
}

/** How many colours a picture has. */
export function countColours({ data }: PNG): number {
  return new Set(new Uint32Array(data.buffer, data.byteOffset, data.length / 4)).size;
}
