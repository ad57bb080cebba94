import { concatenate } from './signature/bytes.js';

/** The body of a request or response; undefined if it is longer. Nothing is read beyond that. */
export async function readBytes(
  { headers, body }: Pick<Body, 'body'> & { readonly headers: Headers },
  longest: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(headers.get('content-length')) > longest) {
    await body?.cancel();
    return undefined;
  }
  const reader = body?.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done || !value) return concatenate(...parts);
    length += value.length;
    if (length > longest) {
      await reader?.cancel();
      return undefined;
    }
    parts.push(value);
  }
}
