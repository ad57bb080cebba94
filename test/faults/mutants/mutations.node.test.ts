import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { it } from 'node:test';
import { pathToFileURL } from 'node:url';

interface Mutation {
  readonly name: string;
  readonly edits: readonly { readonly file: string; readonly find: string }[];
}

it('the known mistakes can still be made: each quotes a text that its file has exactly once', async () => {
  const list = pathToFileURL(resolve('test/faults/mutants/mutations.mjs')).href;
  const { mutations } = (await import(list)) as { mutations: readonly Mutation[] };
  const outdated = mutations.flatMap(({ name, edits }) =>
    edits.filter(({ file, find }) => readFileSync(file, 'utf8').split(find).length !== 2).map(() => name),
  );
  assert.ok(mutations.length > 90);
  assert.deepEqual(outdated, []);
});
