import { CodePart } from '../environment/code-part.js';

/** Says what is wrong with a payload: only for pages whose set-up does not fit. */
export const payloadFaultsCode = new CodePart(() => import('./payload-faults.js'));
