import { describe } from 'node:test';
import { describeColumns } from './describe-columns.js';

describe('the bench', () => describeColumns(['floor', 'ours']));
