/** HTML whose values were escaped. Only `markup` makes it. */
export class Markup {
  readonly html: string;

  constructor(html: string) {
    this.html = html;
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** HTML of a template: every value in it is escaped, unless it is `Markup` itself, or a list of it. */
export function markup(
  strings: TemplateStringsArray,
  ...values: readonly (string | Markup | readonly Markup[])[]
): Markup {
  return new Markup(strings.reduce((html, string, at) => html + htmlOf(values[at - 1] ?? '') + string));
}

function htmlOf(value: string | Markup | readonly Markup[]): string {
  if (value instanceof Markup) return value.html;
  if (typeof value !== 'string') return value.map(({ html }) => html).join('');
  return value.replace(/[&<>"']/g, (letter) => entities[letter] ?? '');
}
