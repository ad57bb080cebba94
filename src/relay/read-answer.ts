import { parseText } from './parse-text.js';
import { readBytes } from './read-bytes.js';

/** How long an answer may take, in ms. */
const timeout = 5000;
/** The longest answer that is read, in bytes. */
const longest = 1_048_576;

export interface Answer {
  readonly content: unknown;
  /** When it was given, by the clock of who gave it. */
  readonly date: string | null;
}

/** Asks for JSON. Rejects if there is none within 5 s. Redirects are not followed: the credentials would follow them. */
export async function readAnswer(
  ask: typeof fetch,
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const response = await ask(url, { headers, redirect: 'error', signal: AbortSignal.timeout(timeout) });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`It answered ${response.status}.`);
  }
  const bytes = await readBytes(response, longest);
  const content = bytes && parseText(new TextDecoder().decode(bytes));
  if (content === undefined) throw new Error('Its answer was no JSON, or too long.');
  return { content, date: response.headers.get('date') };
}
