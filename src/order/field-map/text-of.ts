/** A single value of a payload as text. Unlike `String`, it never throws: JSON may hold `{"toString":[]}`. */
export function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? '{}' : String(value);
}
