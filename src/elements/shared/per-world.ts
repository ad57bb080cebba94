/**
 * What belongs to the page rather than to one of its elements, by a key: it outlives an element that a page swaps for
 * another one of the same order. Each simulated world of a test has its own.
 */
export class PerWorld<Value> {
  readonly #worlds = new WeakMap<object, Map<string, Value>>();

  of({ environment }: { readonly environment?: object | undefined }): Map<string, Value> {
    const world = typeof environment === 'object' ? environment : globalThis;
    const known = this.#worlds.get(world) ?? new Map<string, Value>();
    this.#worlds.set(world, known);
    return known;
  }
}
