/*
 * Loaded on demand by field-map-code.ts.
 */

export { applyFieldMap } from '../order/field-map/field-map.js';
export { parseFieldMap } from '../order/field-map/field-map-checks.js';
