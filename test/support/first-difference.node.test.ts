import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstDifference } from './first-difference.js';

describe('the first difference of two texts', () => {
  const text = Array.from({ length: 500 }, (_, index) => `line ${index}`).join('\n');

  it('is nothing where they are equal', () => {
    assert.equal(firstDifference(text, text, 'npm run readme'), undefined);
  });

  it('is a few lines, with the command that mends it', () => {
    assert.equal(
      firstDifference(text, text.replace('line 7\n', 'row 7\n'), 'npm run readme'),
      [
        'line 8 differs; to mend it: npm run readme',
        '  line 5',
        '  line 6',
        '- line 7',
        '+ row 7',
        '  line 8',
        '  line 9',
      ].join('\n'),
    );
  });

  it('is the end where one goes on', () => {
    assert.match(firstDifference('a', 'a\nb', 'x') ?? '', /line 2 differs.*\n {2}a\n\+ b$/);
  });
});
