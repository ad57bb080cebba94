import { nothing } from 'lit';

/** What a template of lit would draw, as text; directives and listeners are left out. */
export function textOf(value: unknown): string {
  if (value === nothing || value === undefined || typeof value === 'function') return '';
  if (Array.isArray(value)) return value.map(textOf).join('');
  if (typeof value !== 'object' || value === null) return String(value);
  const { strings = [], values = [] } = value as { strings?: readonly string[]; values?: readonly unknown[] };
  return strings.map((text, index) => text + textOf(values[index])).join('');
}
