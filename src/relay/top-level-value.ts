/** A value that is short and needs no decoding. */
const plain = /\s*:\s*(?:"([^"\\]{0,60})"|(-?\d[\d.eE+-]{0,60}))/y;

/**
 * The text or number under a name of the object that a JSON text holds, as it is written there. It looks at each character
 * once and builds nothing: whoever sent the text is not known yet.
 */
export function topLevelValue(text: string, name: string): string | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (character !== '"') continue;
    const end = endOfText(text, at);
    if (depth === 1 && text.slice(at + 1, end) === name) {
      plain.lastIndex = end + 1;
      const found = plain.exec(text);
      if (found) return found[1] ?? found[2];
    }
    at = end;
  }
  return undefined;
}

/** Where the quote is that ends a text. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
