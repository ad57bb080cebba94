/*
 * What the check of words needs of the lists of options: plain data, which the files in dist/cdn hold worked out
 * (test/support/bundles/worked-out.mjs).
 */

import { trackerOptions } from '../../tracker/options.js';
import type { CheckedRow, ElementOptionRow } from '../shared/element-option.js';
import { elementOptions } from './element-options.js';

const all: Readonly<Record<string, ElementOptionRow>> = { ...trackerOptions, ...elementOptions };

/** The rows of what `WordCheck` looks at. What leads to the back end is checked where it is used. */
export const checkedOptions: readonly (readonly [name: string, row: CheckedRow])[] = Object.entries(all).flatMap(
  ([name, { use, value, range, unit, words }]) => {
    const isChecked = name === 'labels' || Array.isArray(value) || /^(number|text|url|link|sound)$/.test(String(value));
    if (!isChecked || !/^(chart|element|tracker)$/.test(use)) return [];
    return [[name, { value, ...(range && { range }), ...(unit && { unit }), ...(words && { words }) }] as const];
  },
);
