import { CodePart } from '../../environment/code-part.js';
import { loadPageFaults } from './load-page-faults.js';

/** Names the mistakes in a page's markup and in what its scripts set: only for pages that seem to have one. */
export const pageFaultsCode = new CodePart(loadPageFaults);
