import type { LitElement, PropertyDeclaration } from 'lit';
import { json } from './converters.js';

/**
 * How the files in dist/cdn declare Lit's properties, in place of its decorator (`withoutDecorators` in rollup.config.mjs).
 *
 * @param names of the properties, with a blank between them. `!`: no attribute; `*`: an attribute that holds JSON. The
 *   attribute of `pollUrl` is `poll-url`.
 * @param others what else is declared of some of them
 */
export function declareProperties(
  Class: typeof LitElement,
  names: string,
  others: Readonly<Record<string, PropertyDeclaration>>,
): void {
  for (const word of names.split(' ')) {
    const name = word.replace(/\W/, '');
    Class.createProperty(name, {
      attribute: word.endsWith('!') ? false : name.replace(/[A-Z]/g, '-$&').toLowerCase(),
      ...(word.endsWith('*') && { converter: json }),
      ...others[name],
    });
  }
}
