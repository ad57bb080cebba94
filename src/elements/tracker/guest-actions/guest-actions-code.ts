import { CodePart } from '../../../environment/code-part.js';

/** What the guest can do beside following the order: only for pages that offer some of it. */
export const guestActionsCode = new CodePart(() => import('./guest-actions-drawn.js'));
