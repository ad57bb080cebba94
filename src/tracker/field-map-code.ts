import { CodePart } from '../environment/code-part.js';

/** Reads and checks field maps: only for pages that have one. */
export const fieldMapCode = new CodePart(() => import('./field-maps.js'));
