import type { ComplexAttributeConverter } from 'lit';

/** An attribute that is there or not; `off` and `false` count as not there. */
export const flag: ComplexAttributeConverter<unknown> = {
  fromAttribute: (value) => value !== null && value !== 'off' && value !== 'false',
};

/** An attribute that holds JSON. Text that is not JSON stays text, so that `AttributeCheck` can report it. */
export const json: ComplexAttributeConverter = {
  fromAttribute(value) {
    if (value === null) return undefined;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return value;
    }
  },
};
