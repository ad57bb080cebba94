import type { TemplateResult } from 'lit';

type Strings = TemplateResult['strings'];

const known = new WeakMap<Strings, Strings>();

/**
 * A template with its texts between the tags: `<p .textContent=${text}></p>` becomes `<p>${text}</p>`. Our templates set
 * texts as properties, which needs no marks in the document; a server writes HTML and can set no property.
 */
export function withTextInside(strings: Strings): Strings {
  const written = known.get(strings) ?? rewrite(strings);
  known.set(strings, written);
  return written;
}

function rewrite(strings: Strings): Strings {
  const pieces = [...strings];
  pieces.forEach((piece, index) => {
    const [, before] = /^(.*)\s\.textContent=$/s.exec(piece) ?? [];
    const [, tagEnd, after] = /^([^>]*>)(.*)$/s.exec(pieces[index + 1] ?? '') ?? [];
    if (before === undefined || tagEnd === undefined || after === undefined) return;
    pieces[index] = before + tagEnd;
    pieces[index + 1] = after;
  });
  // Lit tells templates from data by `raw`, which JSON cannot have.
  return Object.assign(pieces, { raw: pieces });
}
