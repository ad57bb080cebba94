/*
 * The parser of event streams without its short cuts: a second way through streams that end their lines alike, and
 * through each of the usual fields. They serve servers that send megabytes; an order is a few events an hour. Nor are
 * there the texts of errors, of which we read the type and the line, and the way to begin again. The files in dist/cdn
 * are made from it; npm's modules import the parser whole. `test/transports/events/trimmed-event-parser.node.test.ts`
 * compares both.
 */
import { drop, replace, trim } from './trim.mjs';

const file = 'eventsource-parser/dist/index.js';

const edits = [
  replace(/class ParseError [\s\S]*?\n\}\n/, ''),
  replace(/ {2}if \(typeof config == "function"\)\n(?: {4}.*\n)+? {4}\);\n/, ''),
  replace(/ {4}if \(terminated\)\n(?: {6}.*\n)+? {6}\);\n/, '    if (terminated) return;\n'),
  replace(/new ParseError\(`Buffered data.*\n +type: ("[\w-]+")\n +\}\)/, (_, type) => `{ type: ${type} }`),
  replace(/new ParseError\(.*\n +type: ("[\w-]+"),\n +value,\n +line\n +\}\)/, (_, type) => `{ type: ${type}, line }`),
  replace(
    /new ParseError\(\n.*\n +\{ type: ("[\w-]+"), field, value, line \}\n +\)/,
    (_, type) => `{ type: ${type}, line }`,
  ),
  replace(/ {4}if \(chunk\.indexOf\("\\r"\) === -1\) \{\n[\s\S]*?\n {4}\}\n(?= {4}for \()/, ''),
  replace(/ {4}if \(isDataPrefix\(chunk, start,[\s\S]*?(?= {4}if \(firstCharCode === 58\))/, ''),
  replace(/function is(?:Data|Event)Prefix\(.*\n.*\n\}\n/g, '', 2),
  drop('  function reset('),
  replace('return { feed, reset }', 'return { feed }'),
  replace('  ParseError,\n', ''),
];

/** The parser without these parts; `undefined` for any other file. */
export function trimEventParser(code, path) {
  return path.endsWith(`/node_modules/${file}`) ? trim(code, file, edits) : undefined;
}

/** Rollup's plugin. It fails if the parser was not met: under another name it would be left whole. */
export function trimmedEventParser() {
  let isMet = false;
  return {
    name: 'trimmed-event-parser',
    transform(code, id) {
      const trimmed = trimEventParser(code, id);
      if (trimmed === undefined) return null;
      isMet = true;
      return { code: trimmed, map: null };
    },
    buildEnd(error) {
      if (!error && !isMet) this.error(`${file} was not met`);
    },
  };
}
