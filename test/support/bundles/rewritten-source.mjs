/*
 * Rollup plugins that shorten the source of the files for CDNs, or make it safe on old pages, by its syntax tree. `source`
 * is the folder of our compiled code.
 */
import { resolve } from 'node:path';

/** Leaves one space of each gap in our markup, which is as much as a browser sees of it, and fewer in our styles. */
export function tightTemplates(source) {
  const tight = {
    html: (markup) => markup.replace(/\s+/g, ' '),
    css: (styles) =>
      styles
        .replace(/\/\*.*?\*\//gs, '')
        .replace(/\s+/g, ' ')
        .replace(/ ?([{};,]) |: (?=[^{}]*;)| (})/g, (gap) => gap.trim())
        .replaceAll(';}', '}'),
  };
  return rewrite('tight-templates', `/${source}/`, ({ type, tag, quasi }) =>
    type === 'TaggedTemplateExpression' && tag.name in tight
      ? quasi.quasis.map(({ start, end, value: { raw } }) => ({ start, end, text: tight[tag.name](raw) }))
      : [],
  );
}

/** Strips error messages from the libraries: they are for those who write charts, templates and streams. */
export function withoutLibraryMessages() {
  return rewrite('without-library-messages', '/node_modules/', ({ callee, arguments: [message, ...others] = [] }) =>
    /^(?:Type|Parse)?Error$/.test(callee?.name) && message
      ? [{ start: message.start, end: message.end, text: others.length > 0 ? '0' : '' }]
      : [],
  );
}

/** Of Lit's warnings, which only its development version has: what turns one off does nothing here. */
export function withoutWarningSwitches(source) {
  return rewrite('without-warning-switches', `/${source}/`, ({ type, expression, start, end }) =>
    type === 'ExpressionStatement' && expression.expression?.callee?.property?.name === 'disableWarning'
      ? [{ start, end, text: '' }]
      : [],
  );
}

/**
 * Frees the libraries from the habits of old pages: `Array.from` and `bind` are other functions under Prototype.js and
 * MooTools, and what such a library adds to `Object.prototype` would be met by every `for … in`.
 */
export function withoutReplaceableBuiltIns(source) {
  const helper = `import { bound as bound$ } from '${resolve(source, 'environment/bound.js')}';\n`;
  const edit = (node) => {
    const { type, callee, arguments: [first, ...others] = [], left, right } = node;
    if (type === 'ForInStatement') {
      return [
        { start: left.end, end: right.start, text: ' of Object.keys(' },
        { start: right.end, end: right.end, text: ')' },
      ];
    }
    if (callee?.property?.name === 'bind') {
      return [
        { start: node.start, end: node.start, text: 'bound$(' },
        { start: callee.property.start - (callee.optional ? 2 : 1), end: first.start, text: ', ' },
      ];
    }
    if (callee?.object?.name !== 'Array' || callee.property.name !== 'from') return [];
    if (others.length > 0) throw new Error('Array.from is called with a function: rewrite it by hand');
    return [
      { start: node.start, end: first.start, text: '[...' },
      { start: first.end, end: node.end, text: ']' },
    ];
  };
  return rewrite('without-replaceable-built-ins', '/node_modules/', edit, (code) =>
    code.includes('bound$(') ? helper + code : code,
  );
}

/** Replaces text in the modules of a folder: `edit` names it, for each node of the syntax tree; `finish` takes the result. */
function rewrite(name, folder, edit, finish = (code) => code) {
  const editsIn = (node) => {
    if (typeof node !== 'object' || node === null) return [];
    return [...(node.type ? edit(node) : []), ...Object.values(node).flatMap(editsIn)];
  };
  return {
    name,
    transform(code, id) {
      if (!id.includes(folder)) return null;
      const edits = editsIn(this.parse(code)).sort((one, other) => other.start - one.start);
      const rewritten = edits.reduce(
        (left, { start, end, text }) => left.slice(0, start) + text + left.slice(end),
        code,
      );
      return { code: finish(rewritten), map: null };
    },
  };
}
