import { CodePart } from '../../../environment/code-part.js';
import { loadAnswers } from './load-answers.js';

/** What the restaurant answers: only for orders that it has to accept, or of which the guest has asked the kitchen. */
export const answersCode = new CodePart(loadAnswers);
