/*
 * Leaves out of a library what is never used, by its source text. Each edit names what it replaces and how often; an
 * update of the library that moves it fails the build.
 */

/** Replaces a text, or what a pattern finds. `count`: how often; `undefined` for any number. */
export const replace = (from, to, ...count) => ({
  name: String(from),
  count: count.length > 0 ? count[0] : 1,
  from: typeof from === 'string' ? from : new RegExp(from, from.flags.includes('g') ? from.flags : `${from.flags}g`),
  to,
});

/** Leaves out a block: from the line that begins with `head`, to the line that closes it at the same depth. */
export const drop = (head, count = 1) => replace(block(head), '', count);

/** Gives a block another body. */
export const gut = (head, body, count = 1) =>
  replace(block(head), (found) => found.replace(/\n[\s\S]*\n(?=.*\n$)/, () => `\n${body}\n`), count);

function block(head) {
  const [indent] = /^ */.exec(head);
  const begin = head.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${begin}.*\\n(?:(?:${indent} .*)?\\n)*${indent}[}\\])].*\\n`, 'gm');
}

/** Applies the edits of one file. */
export function trim(code, file, edits) {
  return edits.reduce((rest, { name, count, from, to }) => {
    let found = 0;
    const trimmed = rest.replaceAll(from, (...match) => {
      found += 1;
      return typeof to === 'function' ? to(...match) : to;
    });
    if (count === undefined || found === count) return trimmed;
    throw new Error(
      `${file} has ${found} times instead of ${count} times: ${name}\n` +
        'The library has changed: see what became of it, and adapt test/support/bundles/.',
    );
  }, code);
}
