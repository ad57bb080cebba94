import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertSigns } from './signed-claims.js';
import { supabase } from './supabase-cli.js';

describe('the signing key of track', () => {
  it('is what `supabase gen signing-key` prints, for each algorithm', async () => {
    for (const algorithm of ['ES256', 'RS256']) {
      const { code, output } = await supabase(['gen', 'signing-key', '--algorithm', algorithm]);
      assert.equal(code, 0, output);
      await assertSigns(/\{[\s\S]*\}/.exec(output)?.[0] ?? '', algorithm);
    }
  });
});
