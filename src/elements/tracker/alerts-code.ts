import { CodePart } from '../../environment/code-part.js';

/** Alerts, and the button that turns them on. */
export const alertsCode = new CodePart(() => import('./alerting.js'));
