import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PNG } from 'pngjs';
import { comparePictures, countColours, cropPicture, decodePicture, encodePicture } from './compare.js';
import { reduceColours } from './reduce-colours.js';

function paint(width: number, height: number, colourAt: (x: number, y: number) => readonly number[]): PNG {
  const picture = new PNG({ width, height, fill: true });
  for (let at = 0; at < width * height; at += 1) {
    picture.data.set([...colourAt(at % width, Math.floor(at / width)), 255], at * 4);
  }
  return picture;
}

describe('the pictures of the tests', () => {
  const many = paint(200, 200, (x, y) => (y < 150 ? [20, 120, 60] : [x, x, (y - 150) * 4]));

  it('are read as they were written', () => {
    assert.deepEqual(decodePicture(encodePicture(many)).data, many.data);
    assert.throws(() => decodePicture(Buffer.from('GIF89a')));
  });

  it('keep their 256 most frequent colours, and are small', () => {
    const reduced = cropPicture(many, { x: 0, y: 0, width: 200, height: 200 });
    reduceColours(reduced);
    const area = 200 * 150 * 4;
    assert.ok(reduced.data.subarray(0, area).equals(many.data.subarray(0, area)));
    assert.equal(countColours(reduced), 256);
    assert.ok(encodePicture(reduced).length < 12_000);
  });

  it('are cropped to a box, as far as they reach', () => {
    const { width, height, data } = cropPicture(many, { x: 10, y: 190, width: 20, height: 40 });
    assert.deepEqual([width, height, ...data.subarray(0, 4)], [20, 10, 10, 10, 160, 255]);
  });

  it('differ by more than 8 visible pixels in Chromium, by more than 150 in WebKit', () => {
    const plain = paint(60, 60, () => [120, 120, 120]);
    const withSquare = (side: number, shade: number) =>
      paint(60, 60, (x, y) => (x < side && y < side ? [shade, shade, shade] : [120, 120, 120]));
    assert.equal(comparePictures(plain, withSquare(2, 240), 'chromium'), undefined);
    assert.equal(comparePictures(plain, withSquare(3, 240), 'chromium')?.count, 9);
    assert.equal(comparePictures(plain, withSquare(60, 136), 'chromium'), undefined, 'a shade that nobody sees');
    assert.equal(comparePictures(plain, withSquare(60, 152), 'chromium')?.count, 3600);
    assert.equal(comparePictures(plain, withSquare(12, 240), 'webkit'), undefined);
    assert.equal(comparePictures(plain, withSquare(13, 240), 'webkit')?.count, 169);
    assert.ok(
      comparePictures(
        plain,
        paint(60, 61, () => [120, 120, 120]),
        'webkit',
      ),
      'another size',
    );
  });
});
