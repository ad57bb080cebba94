/*
 * Loaded on demand by field-map-code.ts.
 */

export { applyFieldMap, find, follow, keysOf } from '../order/field-map/field-map.js';
export { parseFieldMap } from '../order/field-map/field-map-checks.js';
