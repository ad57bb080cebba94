/*
 * Loaded on demand by guest-actions-code.ts.
 */

export { GuestActions } from './guest-actions.js';
export { renderLinks, renderQuestion, renderRating } from './render-guest-actions.js';
