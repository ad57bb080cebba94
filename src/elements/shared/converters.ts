import type { ComplexAttributeConverter } from 'lit';

/** An attribute that holds JSON. Text that is none stays text, so that the element can say what is wrong with it. */
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
