import { CodePart } from '../../../environment/code-part.js';

/** Finds the open order of this device again: only for pages that ask for it. */
export const recentCode = new CodePart(() => import('./recent-drawn.js'));
