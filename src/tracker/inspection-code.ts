import { CodePart } from '../environment/code-part.js';
import { loadInspection } from './load-inspection.js';

/** What only developers ask for: the lines of `debug` and the words of `explain()`. */
export const inspectionCode = new CodePart(loadInspection);
