/** Texts in one line, each ended by a stop of its own or by ours; the last one stays as it is. */
export function sentences(texts: readonly string[]): string {
  return texts
    .map((text, at) => (at < texts.length - 1 && /[^.!?…。！？؟।]$/.test(text) ? `${text}.` : text))
    .join(' ');
}
