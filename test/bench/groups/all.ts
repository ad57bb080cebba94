import type { Group } from '../rows.js';
import { load, phone, size } from './load.js';
import { update } from './update.js';

/** The groups in the order of the table. */
export const groups: readonly Group[] = [size, load, phone, update];
