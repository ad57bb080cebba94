import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { translatedLanguages } from '../../src/locales/registry.js';

const codesIn = (folder: string) =>
  readdirSync(folder).flatMap((name) => /^([a-z]{2,3}(?:-[A-Za-z]+)?)\.ts$/.exec(name)?.[1] ?? []);

describe('the files of the languages', () => {
  it('are those that the registry lists, and English', () => {
    assert.deepEqual(codesIn('src/locales').sort(), ['en', ...translatedLanguages].sort());
  });

  it('exist for the board and for messages in every language', () => {
    for (const folder of ['src/locales/board', 'src/locales/messages']) {
      assert.deepEqual(codesIn(folder).sort(), ['en', ...translatedLanguages].sort(), folder);
    }
  });
});
