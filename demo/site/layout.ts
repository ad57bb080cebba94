import { escapeHtml } from './escape-html.js';
import { type Guide, type Role, roles } from './guides.js';
import { pageOf, relative, repository, rootOf } from './links.js';

export interface PageContent {
  /** Where the page is within the site: `guides/react.html`. */
  readonly page: string;
  readonly title: string;
  readonly description: string;
  /** HTML of the `main` element. */
  readonly main: string;
  /** HTML beside it; none on the first page. */
  readonly sidebar?: string;
  /** More of the head. */
  readonly head?: string;
  /** Whether the demo's pages are there as well: they need its server. */
  readonly hasDemo: boolean;
}

/** The style sheets of every page, without their ending. */
const styles = ['pages', 'site', 'site/search', 'site/guide', 'site/tables', 'site/sidebar'];

/** A whole page. All addresses in it are relative, so that it works from any folder. */
export function layout({ page, title, description, main, sidebar, head = '', hasDemo }: PageContent): string {
  const root = rootOf(page);
  return `<!doctype html>
<html lang="en-GB" data-root="${root}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="description" content="${escapeHtml(description)}">
    <title>${escapeHtml(title)} · order-status-tracker</title>
    <link rel="icon" href="${root}favicon.ico">
    ${styles.map((name) => `<link rel="stylesheet" href="${root}assets/${name}.css">`).join('\n    ')}
    <script defer src="${root}assets/site.js"></script>${head}
  </head>
  <body class="site">
    <a class="skip" href="#content">Skip to the content</a>
    <header class="site-head">
      <a class="site-name" href="${root}index.html">order-status-tracker</a>
      <nav class="site-links" aria-label="Site">
        <a href="${root}guides/index.html">Guides</a>
        <a href="${root}guides/reference/order-status-tracker.html">Reference</a>
        <a href="${root}playground${hasDemo ? '' : '.html'}">Playground</a>
        <a href="${repository}">Source</a>
      </nav>
      <form class="search" role="search" hidden>
        <input type="search" aria-label="Search the guides" placeholder="Search" autocomplete="off" enterkeyhint="search">
        <p class="search-count visually-hidden" role="status"></p>
        <ul class="search-results" hidden></ul>
      </form>
    </header>
    <div class="site-body${sidebar === undefined ? '' : ' with-sidebar'}">
      <main id="content" tabindex="-1">${main}</main>
      ${sidebar ?? ''}
    </div>
    <footer class="page-foot">
      <p>MIT licence · <a href="${repository}">Source</a> · <a href="${repository}/blob/main/CHANGELOG.md">Changelog</a></p>
    </footer>
  </body>
</html>
`;
}

/** The list of all guides, by role; below the shown one, its headings. */
export function sidebarOf(
  guides: readonly Guide[],
  shown: string,
  headings: readonly { readonly id: string; readonly text: string }[],
): string {
  const item = (guide: Guide) => {
    const page = pageOf(guide);
    const isHere = page === shown;
    const inside = headings.map(({ id, text }) => `<li><a href="#${id}">${escapeHtml(text)}</a></li>`).join('');
    const link = `<a href="${relative(shown, page)}"${isHere ? ' aria-current="page"' : ''}>${escapeHtml(guide.title)}</a>`;
    return `<li>${link}${isHere && inside ? `<ul class="headings">${inside}</ul>` : ''}</li>`;
  };
  const group = ([role, items]: readonly [Role, readonly Guide[]]) =>
    `<section><h2>${escapeHtml(roles[role])}</h2><ul>${items.map(item).join('')}</ul></section>`;
  return `<nav class="sidebar" id="all-guides" aria-label="Guides">${byRole(guides).map(group).join('')}</nav>`;
}

/** The guides of each role that has any. */
export function byRole(guides: readonly Guide[]): readonly (readonly [Role, readonly Guide[]])[] {
  const names = Object.keys(roles) as Role[];
  return names
    .map((role) => [role, guides.filter((guide) => guide.role === role)] as const)
    .filter(([, items]) => items.length > 0);
}
