/** A piece of a page, from one heading to the next. */
export interface Section {
  /** From the site's folder on, with the heading's id: `guides/react.html#the-hook`. */
  readonly address: string;
  readonly page: string;
  readonly heading: string;
  readonly text: string;
}

export interface Found {
  readonly section: Section;
  /** Some words around the first one that was sought. */
  readonly excerpt: string;
}

/** How much more a word counts in a title and a heading than in a text. */
const weights = { page: 6, heading: 10, text: 1 } as const;
const excerptLength = 110;

/**
 * Finds the sections that hold every word, the best first. A word is found where another one begins with it, and in
 * names with hyphens and dots (`order-id`, `tracker.refresh`) at each of their parts.
 */
export function search(sections: readonly Section[], query: string, limit = 12): readonly Found[] {
  const words = normalize(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const scored = sections.flatMap((section) => {
    const scores = words.map((word) => scoreOf(section, word));
    return scores.every((score) => score > 0) ? [{ section, score: scores.reduce((sum, score) => sum + score) }] : [];
  });
  return scored
    .sort((one, other) => other.score - one.score)
    .slice(0, limit)
    .map(({ section }) => ({ section, excerpt: excerptOf(section.text, words[0] ?? '') }));
}

function scoreOf(section: Section, word: string): number {
  const found = (text: string) => beginsAWord(normalize(text), word);
  const heading = normalize(section.heading);
  const exact = heading === word || normalize(section.page) === word ? weights.heading : 0;
  return (
    exact +
    (found(section.page) ? weights.page : 0) +
    (found(section.heading) ? weights.heading : 0) +
    (found(section.text) ? weights.text : 0)
  );
}

function beginsAWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return true;
  }
  return false;
}

function excerptOf(text: string, word: string): string {
  const at = Math.max(0, normalize(text).indexOf(word) - 30);
  const start = at === 0 ? 0 : text.indexOf(' ', at) + 1;
  const piece = text.slice(start, start + excerptLength).trim();
  return `${start > 0 ? '… ' : ''}${piece}${start + excerptLength < text.length ? ' …' : ''}`;
}

/** Small letters without accents. */
function normalize(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}
