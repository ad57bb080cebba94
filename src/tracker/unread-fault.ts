import { contents, findDeep, isRecord, quoted } from './fault-words.js';
import { pathsOf } from './field-maps.js';
import type { OrderTrackerOptions } from './options.js';

/** The message about values that cannot be used: each with its place, what it is, and what it should be. */
export function unreadFault(unread: Readonly<Record<string, unknown>>, { fieldMap = {} }: OrderTrackerOptions): string {
  const names = Object.keys(unread);
  const fields: Readonly<Record<string, unknown>> = fieldMap.fields ?? {};
  const values = names.map((name) => {
    const paths = name === 'items' ? fieldMap.items?.path : fields[name];
    const place = typeof paths === 'string' && paths !== name ? ` at "${paths}"` : '';
    return `${name}${place} (${shown(unread[name], typeof paths === 'string' ? paths : name)})`;
  });
  const expected = [
    [/_(at|from|to|times)$/, 'A time has a date and needs a zone, such as "2026-05-01T19:40:00+02:00".'],
    [/_(from|to)$/, 'A duration is "PT25M" or "25 min", or has a unit.', Boolean(fieldMap.window ?? fieldMap.arrival)],
    [/minor$/, 'total_minor is a whole number, or needs a scale.'],
    [/^items$/, `items is a list of objects with a name${nameOf(fieldMap)}.`],
  ] as const;
  const rules = expected.filter(([form, , isFor = true]) => isFor && names.some((name) => form.test(name)));
  return `Left out, as they cannot be used: ${values.join(', ')}. ${rules.map(([, rule]) => rule).join(' ')}`;
}

function nameOf({ items }: NonNullable<OrderTrackerOptions['fieldMap']>): string {
  const paths = pathsOf(items?.fields?.name ?? 'name');
  return ` at ${quoted(paths)}`;
}

function shown(value: unknown, path: string): string {
  if (typeof value !== 'object') return `"${String(value).slice(0, 60)}"`;
  const [first] = Array.isArray(value) ? value : [];
  if (first !== undefined) return `a list of ${contents(first)}`;
  const inner = findDeep(value, (part) => typeof part === 'string' || typeof part === 'number' || Array.isArray(part));
  return `${contents(value)}${isRecord(value) && inner ? `; set its path, such as "${path}.${inner}"` : ''}`;
}
