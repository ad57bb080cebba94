import { CodePart } from '../../../environment/code-part.js';

/** The order in the browser's tab: only for pages that ask for it. */
export const tabCode = new CodePart(() => import('./tab-signs.js'));
