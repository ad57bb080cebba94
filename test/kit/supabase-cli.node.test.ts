import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fetchSupabase } from './supabase-cli.js';

describe('the Supabase CLI of npm run kit', () => {
  it('is fetched when it is needed: without a network one sentence says so, and nothing half is kept', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kit-cli-'));
    const env = {
      ...process.env,
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_fetch_retries: '0',
      npm_config_cache: join(folder, 'npm'),
    };
    assert.throws(() => fetchSupabase(join(folder, 'cli'), env), {
      name: 'NotFetched',
      message: /^The Supabase CLI \S+ could not be fetched\. `npm run kit` needs the network and npm for it/,
    });
    assert.ok(!existsSync(join(folder, 'cli')));
    rmSync(folder, { recursive: true });
  });
});
