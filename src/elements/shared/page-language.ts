import { english } from '../../locales/registry.js';
import { isOnServer } from './on-server.js';

/** The first tag that `Intl` can write. For one that it only knows, it writes as the browser's own language does. */
export function firstValid(...tags: readonly string[]): string {
  const isValid = (tag: string) => {
    try {
      return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
    } catch {
      return false;
    }
  };
  return tags.find(isValid) ?? english.code;
}

/** The language that the page gives for an element: the nearest `lang`, also outside of components around it. */
export function languageAround(element: Element): string | null {
  // A server has nothing but the element itself.
  if (isOnServer) return element.getAttribute('lang');
  const marked = element.closest('[lang]');
  if (marked) return marked.getAttribute('lang');
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? languageAround(root.host) : null;
}
