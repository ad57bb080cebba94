import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Section, search } from '../../demo/pages/site/search.js';
import { guidePages } from '../../demo/site/guide-pages.js';
import { readGuides } from '../../demo/site/guides.js';
import { Links } from '../../demo/site/links.js';

describe('the search of the site', () => {
  const guides = readGuides();
  const index: readonly Section[] = guidePages(guides, new Links(guides), false).flatMap(({ sections }) => sections);
  const first = (query: string) => search(index, query)[0]?.section;

  it('finds a guide by its title, and names by a part of them', () => {
    assert.equal(first('angular')?.page, 'Angular');
    assert.equal(first('polling')?.address, 'guides/polling.html#why-does-it-say-polling');
    assert.match(first('poll-interval')?.text ?? '', /poll-interval/);
    assert.ok(search(index, 'interval').length > 0);
  });

  it('wants every word, in any case and without accents', () => {
    const found = search(index, 'SUPABASE Token');
    assert.ok(found.length > 0);
    for (const { section } of found) {
      const text = `${section.page} ${section.heading} ${section.text}`.toLowerCase();
      assert.ok(text.includes('supabase') && text.includes('token'), section.address);
    }
    const cafe = { address: 'a', page: 'Café', heading: 'Café', text: '' };
    assert.equal(search([cafe], 'cafe').length, 1);
  });

  it('shows words around what was found, and nothing for what is nowhere', () => {
    const [found] = search(index, 'retry-after');
    assert.match(found?.excerpt ?? '', /Retry-After/);
    assert.ok((found?.excerpt.length ?? 0) < 130);
    assert.deepEqual(search(index, 'xylophone'), []);
    assert.deepEqual(search(index, '  '), []);
  });
});
