import {
  attributeOf,
  type ElementOptionRow,
  type ElementValue,
} from '../../../../src/elements/shared/element-option.js';
import { elementOptions } from '../../../../src/elements/tracker/element-options.js';
import { trackerOptions } from '../../../../src/tracker/options.js';
import { type ControlWording, controlWordings } from './control-wordings.js';

/** How one attribute of the element is set: its row in the lists of the options, and its wording here. */
export interface AttributeControl extends ControlWording {
  readonly name: string;
  readonly use: ElementOptionRow['use'];
  readonly kind: Exclude<ElementValue, readonly string[] | 'flag'> | 'choice';
  /** The value that means the same as leaving the attribute out. */
  readonly usual: string;
}

const rows = new Map<string | undefined, ElementOptionRow>([
  ...Object.entries({ ...trackerOptions, ...elementOptions }).map(
    ([name, row]) => [attributeOf(name, row), row] as const,
  ),
  ['lang', { use: 'element', value: 'text' }],
]);

/** Every attribute that the element reads, but `transport`: that one is the choice of the back end. */
export const attributeControls: readonly AttributeControl[] = Object.entries<ControlWording>(controlWordings).map(
  ([name, wording]) => {
    const { use, value } = rows.get(name) ?? { use: 'element', value: 'text' };
    const words = value === 'flag' ? ['off', 'on'] : value;
    const kind = typeof words === 'object' ? 'choice' : words;
    const usual = typeof words === 'object' ? words[0] : words === 'sound' ? 'on' : undefined;
    return { ...wording, name, use, kind, usual: usual ?? '' };
  },
);
