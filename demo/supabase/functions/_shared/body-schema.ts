import * as v from 'valibot';

/** A whole number, with an error that names the range. */
export function wholeNumber(lowest: number, highest: number) {
  const message = `must be a whole number from ${lowest} to ${highest}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(lowest, message), v.maxValue(highest, message));
}

/** PostgreSQL can store neither NUL characters nor lone surrogates, in text or in jsonb. */
const storable = /^[^\0\p{Surrogate}]*$/u;

/** Neither control characters nor those that turn around the text after them, on every page that shows the name. */
const printable = /^[^\p{Cc}\u202A-\u202E\u2066-\u2069]*$/u;

/** Blanks, characters that are drawn as nothing (zero width spaces, fillers), and accents without a letter. */
const unseen = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{C}\p{M}\u2800]/gu;

function isVisible(name: string): boolean {
  return name.replace(unseen, '') !== '';
}

/** A text that can be stored, printed and seen; blanks at its ends do not count. */
export function text(longest: number) {
  const message = `must be a text of 1 to ${longest} characters`;
  return v.pipe(
    v.string(message),
    v.trim(),
    v.minLength(1, message),
    v.maxLength(longest, message),
    v.regex(storable, 'must not hold a NUL character or half of a surrogate pair'),
    v.regex(printable, 'must not hold control characters, or characters that turn the direction of text'),
    v.check(isVisible, 'must have a character that can be seen'),
  );
}

/** The id of a row, as PostgreSQL writes it. */
export const uuid = v.pipe(
  v.string('must be a UUID'),
  v.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'must be a UUID'),
);

/** The most sentences in one error, so that a large invalid body does not cause an even larger response. */
const mostSentences = 10;

/** Reads the body of a request. The error of an invalid body has one sentence for each field. */
export function readBody<Schema extends v.GenericSchema>(
  schema: Schema,
  body: unknown,
): { readonly read: v.InferOutput<Schema> } | { readonly error: string } {
  // Valibot accepts an array as an object.
  if (Array.isArray(body)) return { error: 'The body must be a JSON object.' };
  const result = v.safeParse(schema, body, { abortPipeEarly: true });
  if (result.success) return { read: result.output };
  // One number can break several rules that have the same message. The message appears once.
  const sentences = [...new Set(result.issues.map(sentence))];
  return { error: sentences.slice(0, mostSentences).join(' ') };
}

function sentence(issue: v.BaseIssue<unknown>): string {
  const field = fieldName(issue) || 'The body';
  // Valibot has its own message for a missing key; this replaces it.
  return issue.path && issue.received === 'undefined' ? `${field} is missing.` : `${field} ${issue.message}.`;
}

/** `items[2].quantity` */
function fieldName({ path }: v.BaseIssue<unknown>): string {
  return (path ?? []).reduce((name, { key }) => {
    if (typeof key === 'number') return `${name}[${key}]`;
    return name === '' ? String(key) : `${name}.${String(key)}`;
  }, '');
}
