import { type AttributeControl, attributeControls } from './attributes.js';
import { type BackEnd, backEnds } from './control-wordings.js';
import { colours, type PropertyValues, picks, type Scheme, sizes } from './style-properties.js';
import { isThemeName, type ThemeName } from './themes.js';

/** Everything that a restaurant chooses. */
export interface Settings {
  readonly backEnd: BackEnd;
  /** Attribute → value; an absent or empty one is not written. */
  readonly attributes: Readonly<Record<string, string>>;
  /** A finished theme, on which the properties below come. */
  readonly theme: ThemeName | undefined;
  /** Custom properties, without their prefix. Those of `light` hold in the dark too, unless `dark` says otherwise. */
  readonly properties: Readonly<Record<Scheme, PropertyValues>>;
  /** Where the `cdn` folder lies, as a URL that ends in a slash. */
  readonly scriptFolder: string;
  /** For sites that strip `type="module"`. */
  readonly isClassicScript: boolean;
}

/** What the playground begins with: complete, so that the snippet is too. */
export function firstSettings(scriptFolder: string): Settings {
  return {
    backEnd: 'polling',
    attributes: { 'poll-url': 'https://example.com/orders/{id}.json' },
    theme: undefined,
    properties: { light: {}, dark: {} },
    scriptFolder,
    isClassicScript: false,
  };
}

/** The attributes that the snippet holds, in the order of the controls. Those of other back ends are left out. */
export function writtenAttributes({
  backEnd,
  attributes,
}: Settings): readonly (readonly [name: string, value: string])[] {
  const written = attributeControls.flatMap((control) => {
    const value = (attributes[control.name] ?? '').trim();
    return value && value !== control.usual && isOffered(control, backEnd) ? [[control.name, value] as const] : [];
  });
  // What to follow, and how, before what it looks like.
  const isLook = ([name]: readonly [string, string]) =>
    attributeControls.find((one) => one.name === name)?.group === 'look';
  return [...written.filter((entry) => !isLook(entry)), ...written.filter(isLook)];
}

/** Whether a control belongs to this back end. */
export function isOffered(control: AttributeControl, backEnd: BackEnd): boolean {
  return !control.backEnds || control.backEnds.includes(backEnd);
}

/** Sets a value; removes one that is empty. */
export function withValue(values: PropertyValues, name: string, value: string): PropertyValues {
  const { [name]: _, ...others } = values;
  return value === '' ? others : { ...others, [name]: value };
}

/** What must not stand in an address. */
const secrets = ['access-token'];

/** The settings as the fragment of an address, which is never sent to a server. Secrets are left out. */
export function toAddress(settings: Settings, first: Settings): string {
  const address = new URLSearchParams();
  const note = (key: string, value: string, usual = '') => {
    if (value !== usual) address.set(key, value);
  };
  note('back-end', settings.backEnd, first.backEnd);
  for (const { name } of attributeControls) {
    if (!secrets.includes(name)) note(name, settings.attributes[name] ?? '', first.attributes[name]);
  }
  note('finished-theme', settings.theme ?? '');
  for (const [name, value] of Object.entries(settings.properties.light)) note(`light.${name}`, value);
  for (const [name, value] of Object.entries(settings.properties.dark)) note(`dark.${name}`, value);
  note('script', settings.scriptFolder, first.scriptFolder);
  note('classic', settings.isClassicScript ? 'yes' : '');
  return address.toString();
}

/** The settings that an address holds. Anything else, and values that no control can set, are ignored. */
export function fromAddress(fragment: string, first: Settings): Settings {
  const address = new URLSearchParams(fragment.replace(/^#/, ''));
  const backEnd = address.get('back-end');
  const theme = address.get('finished-theme') ?? '';
  const attributes = Object.fromEntries(
    attributeControls.flatMap(({ name }) => {
      const value = secrets.includes(name) ? undefined : (address.get(name) ?? first.attributes[name]);
      return value ? [[name, value]] : [];
    }),
  );
  return {
    backEnd: backEnd && Object.hasOwn(backEnds, backEnd) ? (backEnd as BackEnd) : first.backEnd,
    attributes,
    theme: isThemeName(theme) ? theme : undefined,
    properties: { light: propertiesFrom(address, 'light'), dark: propertiesFrom(address, 'dark') },
    scriptFolder: address.get('script') ?? first.scriptFolder,
    isClassicScript: address.get('classic') === 'yes',
  };
}

/** Only what the controls themselves could have set: an address can come from anybody. */
function propertiesFrom(address: URLSearchParams, scheme: Scheme): PropertyValues {
  const entries = [...address].flatMap(([key, value]) => {
    const name = key.startsWith(`${scheme}.`) ? key.slice(scheme.length + 1) : '';
    return isPossible(name, value) ? [[name, value] as const] : [];
  });
  return Object.fromEntries(entries);
}

function isPossible(name: string, value: string): boolean {
  if (Object.hasOwn(colours, name)) return /^#[0-9a-f]{6}$/i.test(value);
  const size = sizes[name];
  if (size) return new RegExp(`^\\d+(\\.\\d+)?${size.unit}$`).test(value);
  const pick = picks[name];
  return pick !== undefined && Object.hasOwn(pick.options, value);
}
