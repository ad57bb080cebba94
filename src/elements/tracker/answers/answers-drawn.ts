/*
 * Loaded on demand by answers-code.ts. The files for CDNs have it as a module that stands alone, so it may import nothing
 * that keeps something for the page, and of Lit only templates and styles (test/support/bundles/stand-alone-files.mjs).
 */

export { AcceptDeadline } from './accept-deadline.js';
export { kitchenReply } from './kitchen-reply.js';
