/*
 * How the files in dist/cdn make DOM of our templates, in Lit's place (test/support/bundles/own-trusted-types.mjs).
 */

interface Policy {
  createHTML(html: string): string;
}

const { trustedTypes } = globalThis as {
  trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
};

/** The Trusted Types policy of our templates, which hold nothing of a page; `undefined` where the page does not allow it. */
export const templatePolicy = madePolicy();

function madePolicy(): Policy | undefined {
  try {
    return trustedTypes?.createPolicy('order-status-tracker', { createHTML: (html) => html });
  } catch {
    return undefined;
  }
}

const tokens = /<!--([\s\S]*?)-->|<(\?[^>]*)>|<(\/?)([a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|([^<]+)/gi;
const attributes = /([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g;
const svg = 'http://www.w3.org/2000/svg';

/**
 * Makes DOM of our own templates, which are well formed, where the page allows no script to set HTML, and in pages of
 * XML (XHTML), which refuse HTML.
 */
export function buildTemplate(root: Node, html: string | { toString(): string }): void {
  let at = root;
  for (const [, comment, marker, slash, tag = '', given = '', text] of `${html}`.matchAll(tokens)) {
    if (text !== undefined) at.appendChild(document.createTextNode(text));
    else if (tag === '') at.appendChild(document.createComment(comment ?? marker ?? ''));
    else if (slash) at = at.parentNode ?? root;
    else {
      const isDrawing = tag === 'svg' || at instanceof SVGElement;
      const element = isDrawing ? document.createElementNS(svg, tag) : document.createElement(tag);
      // `.`, `?` and `@` begin the names of Lit, which knows them beside: no attribute that a script sets may have them.
      for (const [, name = '', ...values] of given.matchAll(attributes))
        element.setAttribute(name.replace(/^[.?@]/, ''), values.find((value) => value !== undefined) ?? '');
      at.appendChild(element);
      const isEmpty = isDrawing ? given.endsWith('/') : /^(?:br|hr|img|input)$/.test(tag);
      if (!isEmpty) at = element;
    }
  }
}
