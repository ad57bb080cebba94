/** The most that is read of one frame or one answer, in bytes. An order with 200 items needs a third of it. */
export const sizeLimit = 65_536;

/** The JSON in a text; `undefined` if it is too long or no JSON. Never throws. */
export function parseJson(text: string): unknown {
  if (text.length > sizeLimit) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a value is an object with keys, no array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
