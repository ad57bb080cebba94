// Both halves under their former name, until the chart and the snapshot import `types.ts` and `options.ts` themselves.
export type * from './options.js';
export type * from './types.js';
