import { callbackCases } from './callbacks.cases.js';
import { elementCases } from './element.cases.js';
import { hookCases } from './hook.cases.js';
import { inlineCases } from './inline.cases.js';
import { sharingCases } from './sharing.cases.js';

/** Every case by its name, for the test that runs them in each version of React. */
Object.assign(globalThis, {
  cases: { ...elementCases, ...hookCases, ...inlineCases, ...callbackCases, ...sharingCases },
});
