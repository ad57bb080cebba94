/*
 * Loaded on demand by reach-code.ts. The files for CDNs have it as a module that stands alone, so it may import nothing
 * that keeps something for the page, and of Lit only templates and styles (test/support/bundles/stand-alone-files.mjs).
 */

export { reachStyles as styles } from '../styles/reach.styles.js';
export { renderReach } from './reach.js';
