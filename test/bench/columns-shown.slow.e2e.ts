import { describe } from 'node:test';
import { describeColumns } from './describe-columns.js';

// Bundling the usual stack takes ten times as long as looking at its card.
describe('the bench, with the usual stack', () => describeColumns(['again', 'usual']));
