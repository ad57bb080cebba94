import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { projectPath } from '../../demo/server/project-files.js';

/** The texts of all files below a folder. */
function textsBelow(folder: string, ending: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending));
  return names.map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** By these the functions and the server read settings; a reader of reports names those that it needs. */
const reading = /\b(?:read|setting|has|needed|oneOf|keyOf|secretsOf|baseUrl)\(([^()]*)\)|\bneeds: \[([^\]]*)\]/g;

it('every setting that the functions and the server of notifications read stands in a guide', () => {
  const code = ['functions', join('..', 'server', 'notify')].flatMap((folder) =>
    textsBelow(projectPath('demo', 'supabase', folder), '.ts'),
  );
  const read = code.flatMap((text) => [...text.matchAll(reading)].map(([, called = '', needs = '']) => called + needs));
  const names = new Set(read.flatMap((given) => given.match(/(?<=')[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?=')/g) ?? []));
  for (const name of ['NOTIFY_SMS', 'TWILIO_BASE_URL', 'SUPABASE_ANON_KEY', 'SES_TOPIC_ARN', 'NOTIFY_PUSH_HOSTS']) {
    assert.ok(names.has(name), `${name} is not found in the code any more`);
  }
  const guides = textsBelow(projectPath('demo', 'guides'), '.md').join('\n');
  const untold = [...names].filter((name) => !new RegExp(`\\b${name}\\b`).test(guides));
  assert.deepEqual(untold, []);
});
