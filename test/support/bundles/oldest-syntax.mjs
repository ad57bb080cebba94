/*
 * Holds the built files to what Safari 15.4 can read and run: what is younger than March 2022 fails the build.
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
    const { callee } = node;
    if (node.type !== 'CallExpression' || callee.type !== 'MemberExpression' || node.optional || callee.optional)
      return;
    const name = callee.property.name;
    if ([...(youngMethods[callee.object.name] ?? []), ...youngMethods['*']].includes(name))
      found.push({ what: `${callee.object.name ?? '…'}.${name}()`, at: node.start });
  });
  return found;
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
          for (const { what, at } of youngParts(this.parse(code)))
            this.error(
              `${fileName} has ${what}, which Safari 15.4 has not: …${code.slice(Math.max(0, at - 60), at + 60)}…`,
            );
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
