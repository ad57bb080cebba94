/*
 * Loads what the elements need later before the tests begin, as loaded-code.ts does.
 */
import { formatAtOnce } from '../../src/elements/shared/wording.js';
import { alertsCode } from '../../src/elements/tracker/alerts-code.js';
import { answersCode } from '../../src/elements/tracker/answers/answers-code.js';
import { guestActionsCode } from '../../src/elements/tracker/guest-actions/guest-actions-code.js';
import { handoverCode } from '../../src/elements/tracker/handover-code.js';
import { reachCode } from '../../src/elements/tracker/reach/reach-code.js';
import { recentCode } from '../../src/elements/tracker/recent/recent-code.js';
import { rememberCode } from '../../src/elements/tracker/remember/remember-code.js';
import { tabCode } from '../../src/elements/tracker/tab/tab-code.js';

await Promise.all(
  [alertsCode, answersCode, guestActionsCode, handoverCode, reachCode, recentCode, rememberCode, tabCode].map((part) =>
    part.load(),
  ),
);
// The first picture of a page shows no times yet (first-picture.test.ts).
formatAtOnce();
