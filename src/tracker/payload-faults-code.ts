import { CodePart } from '../environment/code-part.js';
import { loadPayloadFaults } from './load-payload-faults.js';

/** Says what is wrong with a payload: only for pages whose set-up does not fit. */
export const payloadFaultsCode = new CodePart(loadPayloadFaults);
