import { checkUrl } from '../../../../src/transports/safe-url.js';
import { type AttributeControl, attributeControls } from './attributes.js';
import { contrast } from './contrast.js';
import { isOffered, type Settings } from './settings.js';
import { type Colour, ownColours, readTheme, type Scheme, schemeOf, schemes } from './style-properties.js';

/** Field → what is wrong with it, in a sentence that says what to do. */
export type SettingErrors = Readonly<Record<string, string>>;

/** Finds what would not work on the restaurant's page, or could not be read. */
export function findErrors(settings: Settings, themeCss: string): SettingErrors {
  const errors: Record<string, string> = {};
  for (const control of attributeControls) {
    if (!isOffered(control, settings.backEnd)) continue;
    const problem = problemWith(control, settings);
    if (problem) errors[control.name] = problem;
  }
  const folder = problemWithUrl('The script’s folder', settings.scriptFolder, 'http');
  if (!settings.scriptFolder.trim() || folder) errors.script = folder ?? 'Say where the files of the folder cdn lie.';
  return { ...errors, ...contrastErrors(settings, themeCss) };
}

function problemWith(control: AttributeControl, { attributes, backEnd }: Settings): string | undefined {
  const { name, kind, needed, label, options, least = 5 } = control;
  const value = (attributes[name] ?? '').trim();
  if (!value) {
    const isNeeded = needed || (name === 'poll-url' && backEnd === 'polling');
    return isNeeded ? `${label} is needed for this back end.` : undefined;
  }
  if (options) return Object.hasOwn(options, value) ? undefined : `“${value}” is none of these.`;
  if (value === control.usual) return undefined;
  switch (kind) {
    case 'url':
      return problemWithUrl(label, value, 'http') ?? (name === 'poll-url' ? problemWithPlaceholder(value) : undefined);
    case 'socket-url':
      return problemWithUrl(label, value, 'ws');
    case 'sound':
      return value === 'off' ? undefined : problemWithUrl('The sound', value, 'http');
    case 'link':
      return value === 'on' || value === 'off' ? undefined : problemWithUrl(label, value, 'http');
    case 'number':
      return Number(value) >= least && Number(value) <= 600 ? undefined : `Give a number from ${least} to 600.`;
    case 'json':
      return typeof parsed(value) === 'object' ? undefined : 'This is no JSON, such as {"type":"subscribed"}.';
    case 'json-list':
      return Array.isArray(parsed(value)) ? undefined : 'This is no JSON list, such as [{"subscribe":"{id}"}].';
    case 'json-object':
      return isObject(parsed(value)) ? undefined : 'This is no JSON object, such as {"send":{"type":"ping"}}.';
    default:
      return problemWithText(name, value);
  }
}

/** As the element checks it, for a page that is encrypted, as a restaurant's is. */
function problemWithUrl(label: string, value: string, family: 'http' | 'ws'): string | undefined {
  const text = value.trim();
  if (!/^([a-z][a-z\d+.-]*:|\/|\.)/i.test(text)) return `Begin with ${family}s:// (or with / for your own site).`;
  const checked = checkUrl(label, text, family, { base: 'https://restaurant.example/', secure: true });
  return 'problem' in checked ? `${checked.problem}.` : undefined;
}

function problemWithPlaceholder(url: string): string | undefined {
  return url.includes('{id}')
    ? undefined
    : 'Put {id} where the order’s id belongs, or every guest sees the same order.';
}

function problemWithText(name: string, value: string): string | undefined {
  if (name === 'order-id' && value.length > 200) return 'An order id has at most 200 characters.';
  if (name === 'supabase-table' && !/^[\w$]+(\.[\w$]+)?$/.test(value)) return 'Give a table’s name, or schema.table.';
  if (name === 'supabase-read' && !/^[\w$]+$/.test(value)) return 'Give the function’s bare name.';
  if ((name === 'supabase-key' || name === 'access-token') && isSecret(value)) {
    return 'This is a secret key: everybody who reads your page could change every order. Use the publishable key.';
  }
  return undefined;
}

/** Supabase's secret keys, new and old. */
function isSecret(key: string): boolean {
  if (key.startsWith('sb_secret_')) return true;
  const [, claims = ''] = key.split('.');
  try {
    const read = parsed(atob(claims.replaceAll('-', '+').replaceAll('_', '/')));
    return isObject(read) && read.role === 'service_role';
  } catch {
    return false;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What must be read on what, and how well (WCAG 2.2, level AA): 4.5 for text, 3 for drawings. */
const pairs: readonly (readonly [front: Colour, ground: Colour, least: number])[] = [
  ['ink', 'surface', 4.5],
  ['muted', 'surface', 4.5],
  ['on-accent', 'accent', 4.5],
  ['ready-ink', 'ready-surface', 4.5],
  ['pending', 'surface', 3],
  ['preparing', 'surface', 3],
  ['ready', 'surface', 3],
  ['served', 'surface', 3],
  ['completed', 'surface', 3],
  ['failed', 'surface', 3],
];

/** The colours that are really painted. */
export function effectiveColours(
  settings: Settings,
  themeCss: string,
  scheme: Scheme,
): Readonly<Record<string, string>> {
  const theme = readTheme(themeCss);
  const { light, dark } = settings.properties;
  const own = ownColours[scheme];
  const chosen =
    scheme === 'light' ? { ...theme.light, ...light } : { ...theme.light, ...light, ...theme.dark, ...dark };
  const all: Readonly<Record<string, string>> = { ...own, ...chosen };
  const isClassic = settings.attributes.theme?.startsWith('classic');
  const classic = isClassic ? { accent: all.ink, pending: own.blue, preparing: own.amber, served: own.purple } : {};
  const accent = chosen.accent ?? classic.accent ?? own.accent ?? '';
  const pending = chosen.pending ?? classic.pending ?? accent;
  // These follow others unless they are set.
  return {
    ...all,
    accent,
    pending,
    preparing: chosen.preparing ?? classic.preparing ?? accent,
    served: chosen.served ?? classic.served ?? accent,
    'on-accent': chosen['on-accent'] ?? all.surface ?? '',
    focus: chosen.focus ?? pending,
  };
}

function contrastErrors(settings: Settings, themeCss: string): SettingErrors {
  const only = schemeOf(settings.attributes.theme);
  const errors: Record<string, string> = {};
  for (const scheme of schemes) {
    if (only && only !== scheme) continue;
    const colours = effectiveColours(settings, themeCss, scheme);
    for (const [front, ground, least] of pairs) {
      const ratio = contrast(colours[front] ?? '', colours[ground] ?? '');
      if (ratio === undefined || ratio >= least) continue;
      const found = (Math.floor(ratio * 10) / 10).toFixed(1);
      errors[`${scheme}.${front}`] = `Too hard to see on its ground: ${found} : 1, where ${least} : 1 is needed.`;
    }
  }
  return errors;
}
