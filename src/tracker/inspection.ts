/*
 * Loaded on demand by inspection-code.ts.
 */

export { debugLog } from './debug.js';
export { explain } from './explain.js';
