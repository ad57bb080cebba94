import { chromiumRows } from '../faults/browser/rows.js';
import { describeRows } from './fault-rows.js';

/**
 * The network and the channel fail: two of the quick rows of the fault matrix. The others have a file of their own, which
 * `npm run slow` runs. `npm run faults` runs all rows, also with polling, and prints the figures.
 */
describeRows(chromiumRows.filter(({ id, isQuick }) => isQuick && ['F01', 'F57'].includes(id)));
