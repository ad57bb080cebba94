/*
 * Loaded on demand by field-map-code.ts.
 */

export { applyFieldMap, pickOrder, rootOf } from '../order/field-map/field-map.js';
export { parseFieldMap } from '../order/field-map/field-map-checks.js';
export { find, followKeys, keysOf, pathsOf } from '../order/field-map/follow-path.js';
export { withinServer } from '../order/field-map/within-server.js';
