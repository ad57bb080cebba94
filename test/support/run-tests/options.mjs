import { existsSync } from 'node:fs';
import { normalize, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './project.mjs';

export const engines = ['chromium', 'firefox', 'webkit'];

export const usage = `npm test                                          everything
npm test -- test/order/wire.test.ts               one file, or a folder of them
npm test -- --grep "keeps the newest"             the tests whose name contains this
npm test -- --only pure,node                      some stages
npm test -- --only browser --browser chromium     one browser
npm test -- --watch [--only pure] [file …]        again on each save
npm run slow                                      the *.slow.* files, which npm test leaves out

Stages: build, lint, size, package, manifest, pure, node, browser, e2e.
  pure     browser tests that need no DOM, in Node
  node     *.node.test.ts
  browser  every other *.test.ts, in ${engines.join(', ')}
  e2e      *.e2e.ts: the demo's pages in Chromium

Without --only, a file or --grep picks node, browser and e2e; --watch picks pure and node.
--watch runs the tests that a saved file can change. In browsers it is Web Test Runner's own watch mode.`;

/** A mistake on the command line; the message says what is allowed. */
export class Misused extends Error {}

/**
 * Reads the command line.
 *
 * @param {readonly string[]} args
 * @param {readonly string[]} stages every stage's name
 * @throws {Misused}
 */
export function readOptions(args, stages) {
  const { values, positionals } = parse(args);
  const only = values.only?.split(',');
  const browsers = values.browser?.split(',');
  refuseUnknown('stage', only, stages);
  refuseUnknown('browser', browsers, engines);
  if (values.grep?.trim() === '') throw new Misused('--grep needs a part of a test name.');
  const chosen = positionals.map((path) => normalize(relative(root, path)).replace(/\/$/, ''));
  const absent = chosen.find((path) => !existsSync(path));
  if (absent) throw new Misused(`There is no file or folder ${absent}.`);
  return { only, browsers, chosen, grep: values.grep, watch: values.watch, slow: values.slow, help: values.help };
}

function parse(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        only: { type: 'string' },
        browser: { type: 'string' },
        grep: { type: 'string' },
        watch: { type: 'boolean', default: false },
        slow: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch ({ message }) {
    throw new Misused(`${message.split('. ')[0].replace(/\.$/, '')}. npm test -- --help lists the options.`);
  }
}

function refuseUnknown(kind, names = [], known) {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Misused(`There is no ${kind} "${unknown}"; there are ${known.join(', ')}.`);
}
