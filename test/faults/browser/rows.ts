import type { Row } from './row.js';
import { accessRows } from './rows-access.js';
import { networkRows } from './rows-network.js';
import { pageLifeRows } from './rows-page-life.js';

/** The fault matrix. */
export const rows: readonly Row[] = [...networkRows, ...accessRows, ...pageLifeRows];
