/**
 * `JSON.stringify`, except that no `toJSON` of `Array.prototype` and `Object.prototype` counts: with the one that old
 * libraries put there, a list would be written as a text.
 *
 * @param change what each value in it becomes; by default, itself
 */
export function stringify(value: unknown, change = (part: unknown) => part): string {
  return JSON.stringify(value, function (this: Readonly<Record<string, unknown>>, key, json: unknown) {
    const own = this[key];
    return change(Array.isArray(own) || hasForeignToJson(own) ? own : json);
  });
}

function hasForeignToJson(value: unknown): boolean {
  const foreign: unknown = Reflect.get(Object.prototype, 'toJSON');
  return (
    foreign !== undefined && typeof value === 'object' && value !== null && Reflect.get(value, 'toJSON') === foreign
  );
}
