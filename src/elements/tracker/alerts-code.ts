import { CodePart } from '../../environment/code-part.js';

/** What is loaded in idle time: alerts, what screen readers say, and the later drawing. */
export const alertsCode = new CodePart(() => import('./alerting.js'));
