import { CodePart } from '../../environment/code-part.js';

/** Judges what a connection brings: loaded once it has been confirmed, where foreign servers may speak. */
export const doubtCode = new CodePart(() => import('./doubting.js'));
