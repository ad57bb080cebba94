import { isServer } from 'lit';

/**
 * Whether a server draws the element (`@lit-labs/ssr`): there is no document, and only the constructor, `willUpdate` and
 * `render` run. Always `false` in browsers' builds of Lit, so that bundlers drop what only servers need.
 */
export const isOnServer: boolean = isServer && typeof document === 'undefined';
