import highlighter from 'highlight.js/lib/common';
import markdownIt from 'markdown-it';
import { escapeHtml } from './escape-html.js';
import type { Picture } from './links.js';
import { isStateDiagram, stateDiagramFigure } from './state-diagram-figure.js';

export interface Rendered {
  readonly html: string;
  readonly headings: readonly Heading[];
}

export interface Heading {
  readonly level: number;
  readonly id: string;
  readonly text: string;
  /** What stands below it, up to the next heading, without its markup: for the search. */
  readonly content: string;
}

export interface Addresses {
  link(address: string): string;
  picture(address: string): Picture;
}

/** Names of languages in our guides that the highlighter has others for. */
const otherNames: Readonly<Record<string, string>> = {
  vue: 'xml',
  svelte: 'xml',
  astro: 'xml',
  jsx: 'javascript',
  tsx: 'typescript',
  nginx: 'ini',
  toml: 'ini',
};

const tableRoles: Readonly<Record<string, string>> = {
  thead_open: 'rowgroup',
  tbody_open: 'rowgroup',
  tr_open: 'row',
  th_open: 'columnheader',
  td_open: 'cell',
};

/** Renders a guide. Code is coloured by classes, so that pages need no script for it. */
export function renderMarkdown(text: string, addresses: Addresses): Rendered {
  const markdown = markdownIt({ html: true, highlight: colour });
  const { rules } = markdown.renderer;
  rules.table_open = () => '<div class="table" role="group" aria-label="Table" tabindex="0"><table role="table">';
  rules.table_close = () => '</table></div>';
  const fence = rules.fence;
  rules.fence = (tokens, index, options, environment, self) => {
    const { content = '', info = '' } = tokens[index] ?? {};
    if (isStateDiagram(info, content)) return stateDiagramFigure(content);
    return `<div class="sample" data-language="${escapeHtml(info.trim())}">${fence?.(tokens, index, options, environment, self) ?? ''}</div>`;
  };

  const tokens = markdown.parse(text, {});
  const headings: Heading[] = [];
  const ids = new Map<string, number>();
  let content: string[] = [];
  let columns: string[] = [];
  let column = 0;
  for (const [index, token] of tokens.entries()) {
    const inline = tokens[index + 1];
    if (token.type === 'heading_open' && inline) {
      const words = plainText(inline.children ?? []);
      const id = uniqueId(words, ids);
      token.attrSet('id', id);
      content = [];
      const own = content;
      headings.push({
        level: Number(token.tag.slice(1)),
        id,
        text: words,
        get content() {
          return own.join(' ').replace(/\s+/g, ' ');
        },
      });
    }
    if (token.type === 'inline' && tokens[index - 1]?.type !== 'heading_open')
      content.push(plainText(token.children ?? []));
    const role = tableRoles[token.type];
    // Pages for phones show rows as blocks; then browsers forget that it is a table, unless it is said.
    if (role) token.attrSet('role', role);
    if (token.type === 'table_open') columns = [];
    if (token.type === 'tr_open') column = 0;
    if (token.type === 'th_open') columns.push(plainText(inline?.children ?? []));
    if (token.type === 'td_open') {
      const name = columns[column];
      if (name) token.attrSet('data-column', name);
      column += 1;
    }
    // A column without a name has no header.
    if (token.type === 'th_open' && inline?.content === '') {
      token.tag = 'td';
      token.attrSet('role', 'cell');
      const closing = tokens[index + 2];
      if (closing) closing.tag = 'td';
    }
    if (token.type === 'fence' && !isStateDiagram(token.info, token.content)) content.push(token.content);
    for (const child of token.children ?? []) {
      if (child.type === 'link_open') child.attrSet('href', addresses.link(String(child.attrGet('href') ?? '')));
      if (child.type === 'image') {
        const { address, size } = addresses.picture(String(child.attrGet('src') ?? ''));
        child.attrSet('src', address);
        if (size) {
          child.attrSet('width', String(size.width));
          child.attrSet('height', String(size.height));
        }
        child.attrSet('loading', 'lazy');
      }
    }
  }
  return { html: markdown.renderer.render(tokens, markdown.options, {}), headings };
}

function colour(code: string, language: string): string {
  const name = otherNames[language] ?? language;
  const inner = highlighter.getLanguage(name)
    ? highlighter.highlight(code, { language: name }).value
    : escapeHtml(code);
  return `<pre tabindex="0"><code>${inner}</code></pre>`;
}

interface Piece {
  readonly type: string;
  readonly content: string;
}

function plainText(pieces: readonly Piece[]): string {
  return pieces
    .filter(({ type }) => ['text', 'code_inline', 'softbreak'].includes(type))
    .map(({ type, content }) => (type === 'softbreak' ? ' ' : content))
    .join('');
}

/** As GitHub makes them, so that a link works here and there. */
function uniqueId(heading: string, ids: Map<string, number>): string {
  const id = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
  const before = ids.get(id) ?? 0;
  ids.set(id, before + 1);
  return before === 0 ? id : `${id}-${before}`;
}
