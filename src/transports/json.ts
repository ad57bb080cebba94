/** The largest frame or answer that is read, in bytes. An order with 200 items needs a third of it. */
export const sizeLimit = 65_536;

/** Parses JSON; `undefined` if the text is too long or no JSON. Never throws. */
export function parseJson(text: string): unknown {
  if (text.length > sizeLimit) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a value is an object, but no array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
