import { CodePart } from '../../environment/code-part.js';

/** Alerts, the button that turns them on, and what screen readers say of the order. */
export const alertsCode = new CodePart(() => import('./alerting.js'));
