/*
 * What the rows of `trackerOptions` say, as far as following an order needs it. The files in dist/cdn hold only these
 * lists, which are worked out when they are built (test/support/bundles/worked-out.mjs): so they must be plain data.
 */

import { type OptionName, type OptionRow, trackerOptions } from './options.js';

const rows = Object.entries<OptionRow>(trackerOptions) as readonly (readonly [OptionName, OptionRow])[];

function namesWhere(holds: (row: OptionRow) => boolean): readonly OptionName[] {
  return rows.filter(([, row]) => holds(row)).map(([name]) => name);
}

/** Those that an element can have as a property. */
export const propertyOptions = namesWhere(({ value }) => value !== 'internal');

/** Those that tell one back end from another. */
export const endPointOptions = namesWhere(({ endPoint }) => endPoint === true);

/** Those that hold plain data. */
export const dataOptions: readonly string[] = namesWhere(({ value }) => /^(json|data)/.test(String(value)));

/** Those that trackers must have in common to share a chart. */
export const sharedOptions = namesWhere(({ use }) => use !== 'tracker');
