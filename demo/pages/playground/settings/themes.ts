/** The finished themes. Each is one file that a page can copy: custom properties and parts, nothing else. */
export const themes = {
  'warm-trattoria': { label: 'Warm trattoria', swatches: ['#fffaf1', '#a62b1f', '#2a6b3d'] },
  'quiet-minimal': { label: 'Quiet minimal', swatches: ['#ffffff', '#dedede', '#161616'] },
  'bold-street-food': { label: 'Bold street food', swatches: ['#141414', '#ffd60a', '#ffffff'] },
} as const;
export type ThemeName = keyof typeof themes;
export const themeNames = Object.keys(themes) as readonly ThemeName[];

export function isThemeName(text: string): text is ThemeName {
  return Object.hasOwn(themes, text);
}

/** Fetches all themes' CSS from beside this page. Rejects if the server cannot be reached. */
export async function loadThemes(): Promise<Readonly<Record<ThemeName, string>>> {
  const entries = await Promise.all(
    themeNames.map(async (name) => {
      const response = await fetch(`assets/themes/${name}.css`);
      if (!response.ok) throw new Error(`The demo server answered ${response.status} to the theme ${name}.`);
      return [name, await response.text()] as const;
    }),
  );
  return Object.fromEntries(entries) as Record<ThemeName, string>;
}
