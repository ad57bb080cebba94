import { CodePart } from '../../environment/code-part.js';

/** Names the mistakes in a page's markup: only for pages that seem to have one. */
export const pageFaultsCode = new CodePart(() => import('./name-page-faults.js'));
