import type { Fulfilment } from '../../../../src/order/status.js';
import { languageName, languages } from '../settings/languages.js';
import { type ThemeName, themeNames, themes } from '../settings/themes.js';
import { type Connection, connections, type Situation, situations } from '../simulation/situations.js';

/** What a picture of the gallery shows. */
export interface Picture {
  readonly situation: Situation;
  readonly connection: Connection;
  readonly layout: string;
  /** `own` for what is set in the playground, `plain`, or a finished theme; with `-dark` for the night. */
  readonly look: string;
  readonly lang: string;
  readonly fulfilment: Fulfilment;
}
export type AxisName = keyof Picture;

export interface Axis {
  readonly label: string;
  /** Value → label. */
  readonly values: Readonly<Record<string, string>>;
}

const looks = Object.fromEntries(
  [
    ['own', 'My settings'] as const,
    ['plain', 'Plain'] as const,
    ...themeNames.map((name) => [name, themes[name].label] as const),
  ].flatMap(([name, label]) => [
    [name, `${label}, light`],
    [`${name}-dark`, `${label}, dark`],
  ]),
);

export const axes: Readonly<Record<AxisName, Axis>> = {
  situation: { label: 'Status', values: situations },
  connection: { label: 'Connection', values: connections },
  layout: { label: 'Layout', values: { card: 'Card', compact: 'One line', handover: 'Handover' } },
  look: { label: 'Theme', values: looks },
  lang: { label: 'Language', values: Object.fromEntries(languages.map((code) => [code, languageName(code)])) },
  fulfilment: { label: 'Way', values: { dine_in: 'At the table', pickup: 'Pick up', delivery: 'Delivery' } },
};
export const axisNames = Object.keys(axes) as readonly AxisName[];

/** The theme of a look, and whether it is shown by night. */
export function readLook(look: string): { readonly theme: ThemeName | 'own' | 'plain'; readonly isDark: boolean } {
  const isDark = look.endsWith('-dark');
  return { theme: (isDark ? look.slice(0, -'-dark'.length) : look) as ThemeName | 'own' | 'plain', isDark };
}

/** What the gallery shows: one or two axes, and the same of everything else. */
export interface GalleryChoice {
  readonly rows: AxisName;
  /** Without columns, the pictures of the rows stand side by side. */
  readonly columns: AxisName | undefined;
  /** What all pictures have in common. */
  readonly rest: Picture;
  readonly isSmall: boolean;
}

export const firstChoice: GalleryChoice = {
  rows: 'situation',
  columns: undefined,
  rest: {
    situation: 'preparing',
    connection: 'connected',
    layout: 'card',
    look: 'plain',
    lang: 'en',
    fulfilment: 'dine_in',
  },
  isSmall: true,
};

/** The values of an axis, first to last; `undefined` stands for no axis at all. */
export function valuesOf(name: AxisName | undefined): readonly (string | undefined)[] {
  return name ? Object.keys(axes[name].values) : [undefined];
}

/** The picture where a row and a column meet. */
export function pictureAt({ rows, columns, rest }: GalleryChoice, row: string, column: string | undefined): Picture {
  return { ...rest, [rows]: row, ...(columns && column !== undefined && { [columns]: column }) };
}
