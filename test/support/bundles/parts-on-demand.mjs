/*
 * What `import()` loads becomes a file of its own in dist/cdn/parts/. Such a file imports nothing: it is a function
 * that is handed a list of what parts use of the main file. If it imported the main file, a page that loads that one under another
 * address (`…?v=2`, or a CDN's redirect from `@1` to `@1.4.2`) would get it twice. And a part that could not be loaded
 * can be asked for again, under another address, as older browsers keep the failure of the first one. Not on a page with an
 * import map: it may have a hash for the first address, which has none for others, and would run what the browser refused.
 */

const folder = './parts/';

/**
 * The function `partAddress` of all builds. It counts the tries of a file in a property of itself, since it is called before
 * any constant of the script has its value. A worker has neither a document nor import maps.
 */
export const partAddress = `export function partAddress(file) {
  const tries = (partAddress[file] = partAddress[file] + 1 || 0);
  return tries && !globalThis.document?.querySelector('[type=importmap]') ? file + '?again=' + tries : file;
}`;

/** @param exports what the main file itself exports */
export function partsOnDemand(exports) {
  return {
    name: 'parts-on-demand',
    renderChunk(code, chunk, { format }, { chunks }) {
      if (format !== 'es' || chunk.type !== 'chunk') return null;
      const loads = (other) => chunks[other]?.isEntry || chunks[other]?.dynamicImports.includes(chunk.fileName);
      const foreign = chunk.imports.filter((file) => chunk.isEntry || (file in chunks && !loads(file)));
      if (foreign.length > 0)
        this.error(`${chunk.fileName} imports ${foreign}: put what parts share into the main file`);
      const tree = this.parse(code);
      const main = Object.values(chunks).find(({ isEntry }) => isEntry);
      const handed = main.exports.filter((name) => !exports.includes(name));
      return { code: chunk.isEntry ? mainFile(code, tree, exports, handed) : part(code, tree, handed), map: null };
    },
  };
}

function mainFile(code, tree, exports, handed) {
  const edits = loadsIn(tree);
  if (edits.length === 0) return code;
  const locals = {};
  for (const node of tree.body.filter(({ type }) => type === 'ExportNamedDeclaration')) {
    for (const { local, exported } of node.specifiers) locals[exported.name] = local.name;
    edits.push({ start: node.start, end: node.end, text: '' });
  }
  visit(tree, ({ type, left }) => {
    if (type === 'AssignmentExpression' && handed.some((name) => locals[name] === left.name))
      throw new Error(`${left.name} changes, and is handed to a part by its value`);
  });
  // Above everything else: where the tag is in the page already, registering the element starts it, and its parts.
  return `const loadPart$ = (path, more) => import(partAddress(path)).then(({ default: make }) => make(handed$(), more));
${edit(code, edits)}
const handed$ = () => [loadPart$, ${handed.map((name) => locals[name]).join(', ')}];
export { ${exports.map((name) => `${locals[name]} as ${name}`).join(', ')} };
`;
}

/** @param handed the names of what parts use of the main file, which may be more than this part uses */
function part(code, tree, handed) {
  const ofMain = [];
  const ofPart = [];
  const made = [];
  const edits = [];
  for (const node of tree.body) {
    if (node.type === 'ImportDeclaration') {
      const isMain = node.source.value.startsWith('../');
      for (const { imported, local } of node.specifiers) {
        if (isMain) ofMain[1 + handed.indexOf(imported.name)] = local.name;
        else ofPart.push([imported.name, local.name]);
      }
    } else if (node.type === 'ExportNamedDeclaration') {
      for (const { local, exported } of node.specifiers) made.push([exported.name, local.name]);
    } else continue;
    edits.push({ start: node.start, end: node.end, text: '' });
  }
  const list = (pairs) => pairs.map(([name, local]) => `${name}: ${local}`).join(', ');
  const loads = loadsIn(tree, `{ ${list(made)} }`);
  if (loads.length > 0) ofMain[0] = 'loadPart$';
  return `export default ([${ofMain.join(', ')}], { ${list(ofPart)} } = {}) => {\n${edit(code, [...edits, ...loads])}\nreturn { ${list(made)} };\n};\n`;
}

/** Has the main file load what a file imports on demand: by the path from there. */
function loadsIn(tree, more) {
  const edits = [];
  visit(tree, ({ type, start, source }) => {
    // An address that is found while the script runs is no part of the bundle.
    if (type !== 'ImportExpression' || source.type !== 'Literal') return;
    const path = JSON.stringify(folder + source.value.split('/').at(-1));
    edits.push({ start, end: source.end, text: `loadPart$(${path}${more ? `, ${more}` : ''}` });
  });
  return edits;
}

function visit(node, look) {
  if (typeof node !== 'object' || node === null) return;
  if (node.type) look(node);
  for (const child of Object.values(node)) visit(child, look);
}

function edit(code, edits) {
  return edits
    .sort((one, other) => other.start - one.start)
    .reduce((rest, { start, end, text }) => rest.slice(0, start) + text + rest.slice(end), code);
}
