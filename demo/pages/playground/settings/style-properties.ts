import { tokenStyles } from '../../../../src/elements/shared/token.styles.js';
import type { Tone } from '../../../../src/order/status.js';

/** Light, or dark: the guest's device decides unless `theme` does. */
export type Scheme = 'light' | 'dark';
export const schemes: readonly Scheme[] = ['light', 'dark'];

/** Values of custom properties, by their name without the prefix. */
export type PropertyValues = Readonly<Record<string, string>>;

export const prefix = '--order-status-';

/** Colour → what it is for. */
export const colours = {
  accent: 'Main button, way of the order',
  'on-accent': 'Text on the button',
  surface: 'Card',
  ink: 'Text',
  muted: 'Less important text',
  line: 'Lines',
  focus: 'Ring around the focus',
  'ready-surface': 'Behind “Ready”',
  'ready-ink': 'Text on “Ready”',
  pending: 'Received',
  preparing: 'Preparing',
  ready: 'Ready',
  served: 'Served, on its way',
  completed: 'Completed',
  failed: 'Cancelled, problems',
  live: 'Dot: live',
  polling: 'Dot: polling',
  error: 'Dot: no answer',
} as const satisfies Record<Tone, string> & Record<string, string>;
export type Colour = keyof typeof colours;
export const colourNames = Object.keys(colours) as readonly Colour[];

/** A size as a slider: `unit` is added to its number. */
export interface Size {
  readonly label: string;
  readonly unit: string;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  readonly usual: number;
}

export const sizes: Readonly<Record<string, Size>> = {
  'text-size': { label: 'Text', unit: 'rem', least: 0.8, most: 1.5, step: 0.05, usual: 1 },
  space: { label: 'Gaps', unit: 'px', least: 2, most: 7, step: 0.5, usual: 4 },
  'max-width': { label: 'Width of the card at most', unit: 'rem', least: 20, most: 60, step: 1, usual: 36 },
  radius: { label: 'Rounding of the card', unit: 'px', least: 0, most: 40, step: 1, usual: 20 },
  'button-radius': { label: 'Rounding of the buttons', unit: 'px', least: 0, most: 99, step: 1, usual: 99 },
  room: { label: 'Room above the dishes', unit: 'em', least: 0, most: 45, step: 0.5, usual: 32.5 },
  motion: { label: 'Length of movements', unit: 'ms', least: 0, most: 1200, step: 50, usual: 450 },
};

/** Ready-made values, the element's own first. Values are CSS. */
export const picks: Readonly<
  Record<string, { readonly label: string; readonly options: Readonly<Record<string, string>> }>
> = {
  font: {
    label: 'Letters',
    options: {
      '': 'The device’s own',
      inherit: 'As the page',
      'Georgia, "Times New Roman", serif': 'Serif',
      '"Trebuchet MS", "Avenir Next", sans-serif': 'Friendly',
      'ui-monospace, Menlo, Consolas, monospace': 'Typewriter',
    },
  },
  'heading-font': {
    label: 'Letters of the headline',
    options: {
      '': 'The same',
      'Georgia, "Times New Roman", serif': 'Serif',
      'Impact, "Arial Narrow Bold", sans-serif': 'Poster',
      'ui-rounded, "Arial Rounded MT Bold", system-ui, sans-serif': 'Rounded',
    },
  },
  shadow: {
    label: 'Shadow of the card',
    options: {
      '': 'Soft',
      none: 'None',
      '0 24px 60px -20px #00000073': 'Deep',
      '6px 6px 0 #00000033': 'Hard',
    },
  },
};

/** What the element itself paints with. */
export const ownColours: Readonly<Record<Scheme, PropertyValues>> = findOwnColours();

function findOwnColours(): Record<Scheme, PropertyValues> {
  const found: Record<Scheme, Record<string, string>> = { light: {}, dark: {} };
  const tokens =
    /var\(--order-status-([\w-]+), (#[0-9a-f]+)\)|--_(live|polling|error|blue|amber|purple): (#[0-9a-f]+)/gi;
  for (const [, property, colour, dot, dotColour] of tokenStyles.cssText.matchAll(tokens)) {
    const name = property ?? dot ?? '';
    const value = colour ?? dotColour ?? '';
    // First said for light, then for dark.
    found.light[name] ??= value;
    found.dark[name] = value;
  }
  for (const scheme of schemes) {
    const own = found[scheme];
    const { accent = '', surface = '' } = own;
    found[scheme] = { ...own, 'on-accent': surface, pending: accent, preparing: accent, served: accent, focus: accent };
  }
  return found;
}

/** The scheme that the attribute `theme` asks for; `undefined`: the device's. */
export function schemeOf(theme = ''): Scheme | undefined {
  return schemes.find((scheme) => theme.split(' ').includes(scheme));
}

/** The custom properties that a theme's CSS sets, and those that it sets otherwise for the dark. */
export function readTheme(css: string): Readonly<Record<Scheme, PropertyValues>> {
  const [base = '', dark = ''] = css.split('[theme~="dark"]');
  return { light: valuesIn(base.split('@media')[0] ?? ''), dark: valuesIn(dark) };
}

function valuesIn(css: string): PropertyValues {
  const declarations = [...css.matchAll(/--order-status-([\w-]+):\s*([^;]+);/g)];
  return Object.fromEntries(declarations.map(([, name = '', value = '']) => [name, value]));
}
