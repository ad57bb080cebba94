import type { Group } from '../rows.js';
import { churn } from './churn.js';
import { hidden, idle, outage } from './idle.js';
import { load, phone, size } from './load.js';
import { burst, many, nodes } from './many.js';
import { ready } from './ready.js';
import { update } from './update.js';

/** The groups in the order of the table. */
export const groups: readonly Group[] = [
  size,
  load,
  phone,
  update,
  ready,
  nodes,
  many,
  burst,
  idle,
  hidden,
  outage,
  churn,
];
