/**
 * A text in JSON, or a number. A text without an end matches as well, up to the end: if it did not, each of its quotes would
 * be tried as the beginning of one, and 400 kB of them would keep the server busy for a minute.
 */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/**
 * What a text says in JSON; undefined if it is none. Whole numbers beyond 2^53 become texts: `JSON.parse` would round them,
 * and the ids of Shopify's orders would be those of their neighbours. Names under which JavaScript seeks its own methods
 * are left out: `String({"toString": 1})` throws.
 */
export function parseText(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text.replace(token, exact), withoutMethods);
  } catch {
    return undefined;
  }
}

function withoutMethods(key: string, value: unknown): unknown {
  return key === 'toString' || key === 'valueOf' ? undefined : value;
}

function exact(part: string): string {
  return part.length > 15 && /^-?\d+$/.test(part) && !Number.isSafeInteger(Number(part)) ? `"${part}"` : part;
}
