import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAst } from 'rollup/parseAst';
import { projectPath } from '../../demo/server/project-files.js';

type Check = (tree: unknown) => readonly { readonly what: string }[];
const { youngParts, replacedParts } = (await import(projectPath('test/support/bundles/oldest-syntax.mjs'))) as {
  readonly youngParts: Check;
  readonly replacedParts: Check;
};

describe('the check of the built files for Safari 15.4', () => {
  const refused = {
    'a static block': 'class A { static { this.b = 1; } }',
    'a lookbehind': 'const price = /(?<=€)\\d+/;',
    'a negative lookbehind': 'const price = /(?<!€)\\d+/u;',
    'the flag v': 'const letters = /[\\p{L}--[a-z]]/v;',
    'an import attribute': "import data from './a.json' with { type: 'json' };",
    'an import attribute on demand': "import('./a.json', { with: { type: 'json' } });",
    'a method of 2023': '[2, 1].toSorted();',
    'AbortSignal.timeout': 'AbortSignal.timeout(5);',
    'URL.canParse': "URL.canParse('x');",
  };
  for (const [name, code] of Object.entries(refused)) {
    it(`refuses ${name}`, () => assert.equal(youngParts(parseAst(code)).length, 1));
  }

  const accepted = {
    'private methods, and whether an object has them': 'class A { #b() {} has(other) { return #b in other; } }',
    'static fields': 'class A { static #b = 1; static c = 2; }',
    'groups, names and lookaheads': 'const all = /(?:a)(?<b>c)(?=d)(?!e)/su;',
    'a method that is asked for before it is used': 'AbortSignal.timeout?.(5);',
    'assignments to what is missing': 'let a; a ??= 1; a ||= 2; a &&= 3;',
  };
  for (const [name, code] of Object.entries(accepted)) {
    it(`accepts ${name}`, () => assert.deepEqual(youngParts(parseAst(code)), []));
  }
});

describe('the check of the built files for what old libraries replace', () => {
  for (const code of [
    "Date.parse('2026-05-01');",
    '[1, 2].reduce((sum, one) => sum + one, 0);',
    'list?.reduceRight(join);',
    'Array.from(list);',
    'connect.bind(host);',
  ])
    it(`refuses ${code}`, () => assert.equal(replacedParts(parseAst(code)).length, 1));

  for (const code of ["+new Date('2026-05-01');", '[...list];', "JSON.parse('{}');", 'bound(host, connect);'])
    it(`accepts ${code}`, () => assert.deepEqual(replacedParts(parseAst(code)), []));
});
