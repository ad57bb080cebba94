import { CodePart } from '../../environment/code-part.js';

/** The number over the whole screen: only for the layout `handover`. */
export const handoverCode = new CodePart(() => import('./parts/handover.js'));
