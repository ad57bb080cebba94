import { chromiumRows } from '../faults/browser/rows.js';
import { describeRows } from './fault-rows.js';

/** The page is frozen, or left and restored: the quick rows of the fault matrix that `faults.e2e.ts` leaves out. */
describeRows(chromiumRows.filter(({ id, isQuick }) => isQuick && !['F01', 'F57'].includes(id)));
