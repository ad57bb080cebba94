/*
 * Holds the built files to what Safari 15.4 can read and run, and to what old libraries leave as it was: what is younger
 * than March 2022, or another function beside such a library, fails the build.
 */

/** What Safari 15.4 cannot parse, by the type of the node. */
const youngSyntax = {
  StaticBlock: () => 'a static block of a class (Safari 16.4)',
  ImportDeclaration: ({ attributes }) => attributes?.length && 'an import attribute (Safari 17.2)',
  ImportExpression: ({ options }) => options && 'an import attribute (Safari 17.2)',
  VariableDeclaration: ({ kind }) => kind.includes('using') && '`using`',
  Literal: ({ regex }) => regex && youngPattern(regex),
};

/** Methods that Safari got later, by what they belong to; `*` for any value. */
const youngMethods = {
  AbortSignal: ['any', 'timeout'],
  Array: ['fromAsync'],
  Object: ['groupBy'],
  Map: ['groupBy'],
  Promise: ['withResolvers', 'try'],
  URL: ['canParse', 'parse'],
  '*': ['toSorted', 'toReversed', 'toSpliced', 'isWellFormed', 'toWellFormed', 'setHTMLUnsafe', 'symmetricDifference'],
};

/**
 * What libraries put other functions in the place of, by what it belongs to: `Date.parse` gives a `Date` under MooTools
 * More and Datejs, `reduce` takes nothing under Prototype before 1.7, the others differ under Prototype or MooTools.
 */
const replacedMethods = { Array: ['from'], Date: ['parse'], '*': ['bind', 'reduce', 'reduceRight'] };

function youngPattern({ pattern, flags }) {
  if (/\(\?<[=!]/.test(pattern)) return 'a lookbehind (Safari 16.4)';
  if (flags.includes('v')) return 'the flag v (Safari 17)';
  return undefined;
}

/** What in a syntax tree is too young, with its place. */
export function youngParts(tree) {
  const found = [];
  visit(tree, (node) => {
    const syntax = youngSyntax[node.type]?.(node);
    if (syntax) found.push({ what: syntax, at: node.start });
    if (!node.optional && !node.callee?.optional) found.push(...callsOf(node, youngMethods));
  });
  return found;
}

/** What in a syntax tree is another function beside an old library, with its place. */
export function replacedParts(tree) {
  const found = [];
  visit(tree, (node) => found.push(...callsOf(node, replacedMethods)));
  return found;
}

/** The call that a node is, where it is one of these. */
function callsOf({ type, callee, start }, methods) {
  if (type !== 'CallExpression' || callee.type !== 'MemberExpression') return [];
  const { object, property } = callee;
  const isOne = [...(methods[object.name] ?? []), ...methods['*']].includes(property.name);
  return isOne ? [{ what: `${object.name ?? '…'}.${property.name}()`, at: start }] : [];
}

/** Rollup's plugin; it comes after the minifier, which might write younger syntax. */
export function oldestSyntax() {
  return {
    name: 'oldest-syntax',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const { fileName, code } of Object.values(bundle)) {
          if (code === undefined) continue;
          const tree = this.parse(code);
          const refuse = (why) => (part) => {
            const place = code.slice(Math.max(0, part.at - 60), part.at + 60);
            this.error(`${fileName} has ${part.what}, which ${why}: …${place}…`);
          };
          youngParts(tree).forEach(refuse('Safari 15.4 has not'));
          replacedParts(tree).forEach(refuse('old libraries replace'));
        }
      },
    },
  };
}

function visit(node, look) {
  if (typeof node !== 'object' || node === null) return;
  if (node.type) look(node);
  for (const child of Object.values(node)) visit(child, look);
}
