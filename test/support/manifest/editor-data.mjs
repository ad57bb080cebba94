/*
 * Makes of custom-elements.json what editors read: web-types (JetBrains) and the custom data of VS Code for HTML and CSS.
 * By hand, as the packages that do it bring 12 MB of Prettier for these three files.
 */

/**
 * @param manifest the content of custom-elements.json
 * @param words what an attribute may be, where it is one of a list: `{ layout: ['card', …] }`
 * @param version of the package
 * @returns the content of each file, by its name
 */
export function editorData(manifest, words, { name, version, homepage }) {
  const elements = manifest.modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);
  return {
    'web-types.json': webTypes(elements, words, { name, version, homepage }),
    'vscode.html-data.json': {
      version: 1.1,
      tags: elements.map((element) => ({
        name: element.tagName,
        description: element.description,
        attributes: element.attributes.map((attribute) => ({
          name: attribute.name,
          description: attribute.description,
          ...(wordsOf(attribute, words) && { values: wordsOf(attribute, words).map((word) => ({ name: word })) }),
        })),
        references: [{ name, url: homepage }],
      })),
    },
    'vscode.css-data.json': {
      version: 1.1,
      properties: unique(elements.flatMap(({ cssProperties }) => cssProperties)),
      pseudoElements: unique(
        elements.flatMap(({ cssParts }) => cssParts.map((part) => ({ ...part, name: `::part(${part.name})` }))),
      ),
      pseudoClasses: unique(
        elements.flatMap(({ cssStates }) => cssStates.map((state) => ({ ...state, name: `:state(${state.name})` }))),
      ),
    },
  };
}

function webTypes(elements, words, { name, version, homepage }) {
  return {
    $schema: 'https://json.schemastore.org/web-types',
    name,
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: elements.map(
          ({ tagName, description, attributes, slots, members, events, cssProperties, cssParts }) => ({
            name: tagName,
            description,
            'doc-url': homepage,
            attributes: attributes.map((attribute) => ({
              name: attribute.name,
              description: attribute.description,
              ...(attribute.default && { default: attribute.default.replace(/^'|'$/g, '') }),
              value: {
                type:
                  wordsOf(attribute, words)
                    ?.map((word) => `'${word}'`)
                    .join(' | ') ??
                  attribute.type?.text ??
                  'string',
              },
            })),
            slots: slots.map(described),
            js: {
              properties: members
                .filter(({ kind }) => kind === 'field')
                .map((member) => ({
                  ...described(member),
                  type: member.type?.text ?? 'unknown',
                  ...(member.readonly && { 'read-only': true }),
                })),
              events: events.map((event) => ({ ...described(event), type: event.type?.text })),
            },
            css: { properties: cssProperties.map(described), parts: cssParts.map(described) },
          }),
        ),
      },
    },
  };
}

const described = ({ name, description }) => ({ name, description });

function wordsOf({ fieldName, name }, words) {
  return words[fieldName ?? name];
}

/** The first one of each name: both elements have some alike. */
function unique(list) {
  const named = new Map();
  for (const { name, description } of list) if (!named.has(name)) named.set(name, { name, description });
  return [...named.values()];
}
