/*
 * Follows and reads with a client that the page hands in. Loaded on demand by supabase.ts.
 */

export { followByClient } from './client-choice.js';
export { readByClient } from './client-read.js';
