type Method<Given extends unknown[], Result> = (...given: Given) => Result;

/** `Function.prototype.bind`, which old libraries replace by their own. `undefined` for no function. */
export function bound<Result>(
  method: Method<unknown[], Result> | undefined,
  that: unknown,
  ...first: unknown[]
): Method<unknown[], Result> | undefined {
  return method && ((...given) => method.call(that, ...first, ...given));
}
