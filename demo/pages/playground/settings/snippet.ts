import { type Settings, writtenAttributes } from './settings.js';
import { type PropertyValues, prefix, schemeOf } from './style-properties.js';

/** A line longer than this puts each attribute on its own. */
const longestLine = 80;

/** What to paste into a page: style where there is some, script, tag. */
export function snippetOf(settings: Settings, themeCss: string): string {
  const css = styleOf(settings, themeCss);
  const style = css ? `<style>\n${indent(css)}\n</style>\n` : '';
  return `${style}${scriptOf(settings)}\n${tagOf(settings)}\n`;
}

/** The style of what is chosen: the finished theme, then the own properties. */
export function styleOf({ attributes, properties }: Settings, themeCss: string): string {
  const { light, dark } = properties;
  const only = schemeOf(attributes.theme);
  const inDark = only === 'light' ? '' : declarations(dark);
  return [
    themeCss.replace(/^\/\*[\s\S]*?\*\/\s*/, '').trim(),
    rule('order-status-tracker', declarations(light)),
    inDark && only !== 'dark'
      ? `@media (prefers-color-scheme: dark) {\n${indent(rule('order-status-tracker:not([theme~="light"])', inDark))}\n}`
      : '',
    only === 'dark' ? rule('order-status-tracker[theme~="dark"]', inDark) : '',
  ]
    .filter(Boolean)
    .join('\n\n');
}

function scriptOf({ backEnd, scriptFolder, isClassicScript }: Settings): string {
  const name = `order-status-tracker${backEnd === 'supabase' ? '-supabase' : ''}`;
  const folder = escapeHtml(scriptFolder.trim().replace(/\/*$/, '/'));
  return isClassicScript
    ? `<script defer src="${folder}${name}.iife.js"></script>`
    : `<script type="module" src="${folder}${name}.js"></script>`;
}

function tagOf(settings: Settings): string {
  const attributes = writtenAttributes(settings).map(([name, value]) => attribute(name, value));
  const end = '></order-status-tracker>';
  const line = ['<order-status-tracker', ...attributes].join(' ') + end;
  if (line.length <= longestLine) return line;
  return ['<order-status-tracker', ...attributes.map((text) => `  ${text}`), end].join('\n');
}

/** JSON is easier to read between single quotes. */
function attribute(name: string, value: string): string {
  const quote = value.includes('"') && !value.includes("'") ? "'" : '"';
  return `${name}=${quote}${quote === "'" ? escapeHtml(value).replaceAll('&quot;', '"') : escapeHtml(value)}${quote}`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

function declarations(values: PropertyValues): string {
  return Object.entries(values)
    .map(([name, value]) => `${prefix}${name}: ${value};`)
    .join('\n');
}

function rule(selector: string, body: string): string {
  return body && `${selector} {\n${indent(body)}\n}`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
