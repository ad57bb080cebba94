import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coarseness, type Picture, readPng, writePng } from './png.js';

function paint(width: number, height: number, colourAt: (x: number, y: number) => readonly number[]): Picture {
  const pixels = Buffer.alloc(width * height * 4, 255);
  for (let at = 0; at < width * height; at += 1) pixels.set(colourAt(at % width, Math.floor(at / width)), at * 4);
  return { width, height, pixels };
}

test('a picture of few colours is read as it was written', () => {
  const picture = paint(30, 20, (x, y) => [x * 8, y < 10 ? 0 : 255, 40]);
  assert.deepEqual(readPng(writePng(picture)), picture);
});

test('a picture of many colours keeps them nearly, and is small', () => {
  const picture = paint(200, 200, (x, y) => [x, y, (x + y) >> 1]);
  const file = writePng(picture);
  const read = readPng(file);
  const worst = read.pixels.reduce((most, value, at) => Math.max(most, Math.abs(value - (picture.pixels[at] ?? 0))), 0);
  assert.ok(worst <= coarseness, `a channel is off by ${worst}`);
  assert.ok(file.length < 12_000, `${file.length} bytes`);
});

test('anything else is refused', () => {
  assert.throws(() => readPng(Buffer.from('GIF89a')), /no PNG/);
});
