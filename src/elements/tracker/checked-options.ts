/*
 * What the tracker's check of words needs of its rows: plain data, which the files in dist/cdn hold worked out
 * (test/support/bundles/worked-out.mjs).
 */

import { trackerOptions } from '../../tracker/options.js';
import { checkedRows } from '../shared/checked-rows.js';
import { elementOptions } from './element-options.js';

export const checkedOptions = checkedRows({ ...trackerOptions, ...elementOptions });
