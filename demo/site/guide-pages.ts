import type { Section } from '../pages/site/search.js';
import { escapeHtml } from './escape-html.js';
import { type Guide, roles } from './guides.js';
import { byRole, layout, sidebarOf } from './layout.js';
import { type Links, pageOf, relative, repository } from './links.js';
import { type Rendered, renderMarkdown } from './render-markdown.js';

export interface GuidePage {
  /** Where it is within the site. */
  readonly page: string;
  readonly html: string;
  /** What the search finds on it. */
  readonly sections: readonly Section[];
}

/** The page of each guide. */
export function guidePages(guides: readonly Guide[], links: Links, hasDemo: boolean): readonly GuidePage[] {
  return guides.map((guide, index) => {
    const page = pageOf(guide);
    const rendered = renderMarkdown(guide.text, {
      link: (address) => links.link(guide, address),
      picture: (address) => links.picture(guide, address),
    });
    const [before, after] = [guides[index - 1], guides[index + 1]];
    const main = `
      <p class="crumbs">${escapeHtml(roles[guide.role])} <a class="to-guides" href="#all-guides">All guides</a></p>
      <article class="guide">${rendered.html}</article>
      <nav class="neighbours" aria-label="Neighbouring guides">
        ${before ? `<a rel="prev" href="${relative(page, pageOf(before))}">${escapeHtml(before.title)}</a>` : ''}
        ${after ? `<a rel="next" href="${relative(page, pageOf(after))}">${escapeHtml(after.title)}</a>` : ''}
      </nav>
      <p class="quiet"><a href="${repository}/blob/main/${guide.path}">This page’s source</a></p>`;
    const html = layout({
      page,
      title: guide.title,
      description: descriptionOf(guide),
      main,
      sidebar: sidebarOf(
        guides,
        page,
        rendered.headings.filter(({ level }) => level === 2),
      ),
      hasDemo,
    });
    return { page, html, sections: sectionsOf(guide, rendered) };
  });
}

/** The list of all guides, with a sentence on each. */
export function guidesIndex(guides: readonly Guide[], hasDemo: boolean): string {
  const page = 'guides/index.html';
  const card = (guide: Guide) =>
    `<li><a href="${relative(page, pageOf(guide))}"><b>${escapeHtml(guide.title)}</b> <span>${escapeHtml(descriptionOf(guide))}</span></a></li>`;
  const groups = byRole(guides).map(
    ([role, items]) =>
      `<section><h2 id="${role}">${escapeHtml(roles[role])}</h2><ul class="cards">${items.map(card).join('')}</ul></section>`,
  );
  const main = `<article class="guide guides-index"><h1>Guides</h1>${groups.join('')}</article>`;
  return layout({ page, title: 'Guides', description: 'Every guide, by what you want to do.', main, hasDemo });
}

function sectionsOf(guide: Guide, { headings }: Rendered): readonly Section[] {
  return headings.map(({ id, text, content }) => ({
    address: `${pageOf(guide)}#${id}`,
    page: guide.title,
    heading: text,
    text: content,
  }));
}

/** How long a description may be, in characters. A first sentence that is longer stays whole. */
const longest = 160;

/**
 * A guide's summary, or else the whole sentences at its beginning, as many as fit. Empty if the guide begins with none:
 * then it needs a summary.
 */
export function descriptionOf({ text, summary }: Pick<Guide, 'text' | 'summary'>): string {
  if (summary !== undefined) return summary;
  const paragraph = /^(?!#|<|\||!|-|\d+\. |```)\S[\s\S]*?(?=\n\n|$)/m.exec(text)?.[0] ?? '';
  const plain = paragraph
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/`([^`]*)`|\*+/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  let description = '';
  for (const sentence of plain.split(/(?<=[.!?]["”’)]?) (?=[\p{Lu}<“"])/u)) {
    if (!isWholeSentence(sentence)) break;
    if (description !== '' && description.length + sentence.length >= longest) break;
    description += description === '' ? sentence : ` ${sentence}`;
  }
  return description;
}

function isWholeSentence(text: string): boolean {
  return /[.!?]["”’)]?$/.test(text);
}
