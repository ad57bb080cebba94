/**
 * A response whose body is read without a turn of the event loop. Firefox takes such turns for bodies of its own, and
 * simulated time would run past them.
 */
export function responseAtOnce(text: string, init: ResponseInit = {}): Response {
  let rest: Uint8Array | undefined = text ? new TextEncoder().encode(text) : undefined;
  const read = async () => {
    const value = rest;
    rest = undefined;
    return { done: value === undefined, value };
  };
  const cancel = async () => {};
  const json = async (): Promise<unknown> => JSON.parse(text);
  return Object.defineProperties(new Response(null, init), {
    body: { value: { getReader: () => ({ read, cancel }), cancel } },
    json: { value: json },
  });
}

/** The same for JSON. */
export function jsonAtOnce(value: unknown, init: ResponseInit = {}): Response {
  return responseAtOnce(JSON.stringify(value), { ...init, headers: { 'content-type': 'application/json' } });
}
