/*
 * Loaded on demand by inspection-code.ts. The files for CDNs have it as a module that stands alone, so it may import
 * nothing that keeps something for the page (test/support/bundles/stand-alone-files.mjs).
 */

export { debugLog } from './debug.js';
export { explain } from './explain.js';
