import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Picture, readPng, writePng } from './png.js';

function paint(width: number, height: number, colourAt: (x: number, y: number) => readonly number[]): Picture {
  const pixels = Buffer.alloc(width * height * 4, 255);
  for (let at = 0; at < width * height; at += 1) pixels.set(colourAt(at % width, Math.floor(at / width)), at * 4);
  return { width, height, pixels };
}

test('a picture of few colours is read as it was written', () => {
  const picture = paint(30, 20, (x, y) => [x * 8, y < 10 ? 0 : 255, 40]);
  assert.deepEqual(readPng(writePng(picture)), picture);
});

test('a picture of many colours keeps the frequent ones, and is small', () => {
  const picture = paint(200, 200, (x, y) => (y < 150 ? [20, 120, 60] : [x, x, (y - 150) * 4]));
  const file = writePng(picture);
  const read = readPng(file);
  const area = 200 * 150 * 4;
  assert.ok(read.pixels.subarray(0, area).equals(picture.pixels.subarray(0, area)));
  assert.ok(file.length < 12_000, `${file.length} bytes`);
});

test('anything else is refused', () => {
  assert.throws(() => readPng(Buffer.from('GIF89a')), /no PNG/);
});
