/*
 * What the board's check of words needs of its rows: plain data, which the files in dist/cdn hold worked out
 * (test/support/bundles/worked-out.mjs).
 */

import { trackerOptions } from '../../tracker/options.js';
import { checkedRows } from '../shared/checked-rows.js';
import { boardOptions } from './board-options.js';

const { cache: _cache, fulfilment: _fulfilment, ...shared } = trackerOptions;

/** A board has neither `cache` nor `fulfilment`, which are of one order. */
export const checkedOptions = checkedRows({ ...shared, ...boardOptions });
