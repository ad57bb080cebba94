import { CodePart } from '../../../environment/code-part.js';
import { loadReach } from './load-reach.js';

/** How the guest is reached when nobody looks at the page: only for pages with `push-url`. */
export const reachCode = new CodePart(loadReach);
