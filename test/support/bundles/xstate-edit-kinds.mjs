/*
 * Edits that several of XState's modules have in common.
 */
import { replace } from './trim.mjs';

/** What a chart is written with, such as `raise(…)`, as an object: these functions are never called. */
export const builtins = (count) =>
  replace(
    / {2}function \w+\((?:_args, _params)?\) \{\n(?: {4}return false;\n)? {2}\}\n((?: {2}\w+\.\w+ = .*;\n)+) {2}return \w+;\n/g,
    (_, fields) =>
      `  return Object.assign(() => {}, {\n${fields.replace(/^ {2}\w+\.(\w+) = (.*);$/gm, '    $1: $2,')}  });\n`,
    count,
  );

export const comments = replace(/^ *(?:\/\*\*(?:[^*]|\*(?!\/))*\*\/|\/\/.*)\n/gm, '', undefined);

export const fields = (count) => replace(/^ +this\.\w+ = void 0;\n/gm, '', count);
