import { existsSync, readFileSync } from 'node:fs';
import { parseFieldMap } from '../../../src/order/field-map/field-map-checks.js';
import { trackerOptions } from '../../../src/tracker/options.js';
import { type Described, elementsOf, readManifest } from '../manifest/manifest.js';

const elements = elementsOf(readManifest());
/** Attributes that every element has, and those of frameworks. */
const everywhere = ['id', 'class', 'style', 'slot', 'lang', 'key', 'ref', 'v-if', 'suppressHydrationWarning'];
const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { 'size-limit': readonly { path: string }[] })[
  'size-limit'
].map(({ path }) => path.split('/').at(-1));

/** What is wrong with the tags and scripts in a sample of HTML or of a template; one sentence for each mistake. */
export function checkMarkup(html: string): readonly string[] {
  return [...tagsIn(html).flatMap(checkTag), ...checkScripts(html)];
}

interface Tag {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string | undefined])[];
}

/** The tags of our elements, also where values stand in braces, as in JSX and Svelte. */
function tagsIn(html: string): readonly Tag[] {
  const opening =
    /<(order-status-[a-z]+)((?:\s+[^\s=>/{]+(?:=(?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\}))?)*)\s*\/?>/g;
  const attribute = /([^\s=>/{]+)(?:=(?:"([^"]*)"|'([^']*)'|\{(?:[^{}]|\{[^{}]*\})*\}))?/g;
  return [...html.matchAll(opening)].map(([, name = '', rest = '']) => ({
    name,
    attributes: [...rest.matchAll(attribute)].map(([, key = '', double, single]) => [key, double ?? single]),
  }));
}

function checkTag({ name, attributes }: Tag): readonly string[] {
  const element = elements.find(({ tagName }) => tagName === name);
  if (!element) return [`There is no element ${name}.`];
  return attributes.flatMap(([key, value]) => {
    const plain = key.replace(/^(:|v-bind:|prop:|\[)|(\.prop|\])$/g, '');
    const event = /^(?:@|\(|on:?)([a-z]+-[a-z-]+)\)?$/.exec(key)?.[1];
    if (event !== undefined) {
      return has(element.events, event) ? [] : [`${name} has no event ${event}.`];
    }
    if (everywhere.includes(plain)) return [];
    if (!has(element.attributes, plain) && !has(element.members, plain)) return [`${name} has no attribute ${plain}.`];
    return key === plain && value !== undefined ? checkValue(plain, value) : [];
  });
}

function checkValue(name: string, value: string): readonly string[] {
  const option = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const kind = Object.entries(trackerOptions).find(([key]) => key === option)?.[1].value;
  if (Array.isArray(kind)) return kind.includes(value) ? [] : [`${name} cannot be ${value}.`];
  if (name === 'preset' && !existsSync(`src/order/field-map/presets/${value}.ts`))
    return [`There is no preset ${value}.`];
  if (name === 'server-preset' && !existsSync(`src/transports/servers/${value}.ts`))
    return [`There is no server ${value}.`];
  if (name === 'lang' && !existsSync(`src/locales/${value}.ts`)) return [`There is no language ${value}.`];
  if (!String(kind).startsWith('json') && name !== 'field-map') return [];
  try {
    const parsed: unknown = JSON.parse(value);
    if (name === 'field-map') parseFieldMap(parsed);
    return [];
  } catch (error) {
    return [`${name}: ${String(error)}`];
  }
}

function checkScripts(html: string): readonly string[] {
  const sources = [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"/g)].map(([, source = '']) => source);
  return sources
    .filter((source) => /order-status-/.test(source) && !scripts.includes(source.split('/').at(-1)))
    .map((source) => `No build makes ${source}.`);
}

/** What is wrong with a sample of CSS: names that no element has. */
export function checkStyles(css: string): readonly string[] {
  const missing = (pattern: RegExp, kind: 'cssProperties' | 'cssParts' | 'cssStates') =>
    [...css.matchAll(pattern)]
      .map(([, name = '']) => name)
      .filter((name) => !elements.some((element) => has(element[kind], name)))
      .map((name) => `There is no ${name} (${kind}).`);
  return [
    ...missing(/(--order-status-[\w-]+)\s*:/g, 'cssProperties'),
    ...missing(/::part\(([\w-]+)\)/g, 'cssParts'),
    ...missing(/:state\(([\w-]+)\)/g, 'cssStates'),
  ];
}

function has(list: readonly Described[] | undefined, name: string): boolean {
  return list?.some((entry) => entry.name === name) ?? false;
}
