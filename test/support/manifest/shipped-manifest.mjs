/*
 * Makes of what the analyzer found in the sources what users have: the elements alone, with their public members, by the
 * paths in the package, and which module registers which tag.
 */

/** The modules that register a tag, beside those that only export its class. */
const definitions = {
  'order-status-tracker': ['dist/define.js'],
  'order-status-board': ['dist/define-board.js', 'dist/wall-board.js'],
};

/** Changes the manifest in place, as plugins of the analyzer do. */
export function shippedManifest(manifest) {
  const elements = manifest.modules.flatMap(({ path, declarations }) =>
    declarations
      .filter(({ tagName }) => tagName)
      .map((element) => ({ path: shipped(path), element: publicOnly(element) })),
  );
  elements.sort((one, other) => (one.path < other.path ? -1 : 1));
  manifest.modules = [
    ...elements.map(({ path, element }) => module(path, [element], [exported(element, path)])),
    ...elements.flatMap(({ path, element }) =>
      definitions[element.tagName].map((file) => module(file, [], [defined(element, path), exported(element, path)])),
    ),
    module(
      'dist/index.js',
      [],
      elements.map(({ path, element }) => exported(element, path)),
    ),
  ];
}

const module = (path, declarations, exports) => ({ kind: 'javascript-module', path, declarations, exports });
const shipped = (path) => path.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js');
const reference = ({ name }, module) => ({ declaration: { name, module } });
const exported = (element, path) => ({ kind: 'js', name: element.name, ...reference(element, path) });
const defined = (element, path) => ({
  kind: 'custom-element-definition',
  name: element.tagName,
  ...reference(element, path),
});

/** Without what is private, and without the classes between this one and Lit's, which nobody imports. */
function publicOnly({ members, attributes, events, ...element }) {
  const isPublic = ({ name, privacy }) => !privacy && !/^[#_]/.test(name);
  return {
    ...element,
    members: members.filter(isPublic).map(withoutOrigin),
    events: events.map(withoutOrigin),
    attributes: attributes.map(withoutOrigin),
    superclass: { name: 'LitElement', package: 'lit' },
  };
}

function withoutOrigin({ inheritedFrom, ...rest }) {
  return rest;
}
