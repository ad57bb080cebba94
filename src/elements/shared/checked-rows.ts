import type { ElementOptionRow } from './element-option.js';

/** What says whether a value can be held. */
export type CheckedRow = Pick<ElementOptionRow, 'value' | 'range' | 'unit' | 'words'>;

/** The rows of what `WordCheck` looks at. What leads to the back end is checked where it is used. */
export function checkedRows(
  rows: Readonly<Record<string, ElementOptionRow>>,
): readonly (readonly [name: string, row: CheckedRow])[] {
  return Object.entries(rows).flatMap(([name, { use, value, range, unit, words }]) => {
    const isChecked = name === 'labels' || Array.isArray(value) || /^(number|text|url|link|sound)$/.test(String(value));
    if (!isChecked || !/^(chart|element|tracker)$/.test(use)) return [];
    return [[name, { value, ...(range && { range }), ...(unit && { unit }), ...(words && { words }) }] as const];
  });
}
