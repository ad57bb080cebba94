import { CodePart } from '../../../environment/code-part.js';

/** What writes and forgets the secret of a tracking link on the device: only for pages that ask for it. */
export const rememberCode = new CodePart(() => import('./link-keeper.js'));
