/*
 * XState's inspector, and functions of a page's own, as the option and the property `inspect`.
 */
import 'order-status-tracker/define';
import { createOrderTracker, type InspectionEvent as Inspected } from 'order-status-tracker/headless';
import type { InspectionEvent } from 'xstate';

const inspector = (event: InspectionEvent) => event.actorRef.sessionId;
createOrderTracker({ orderId: '42', inspect: inspector });
document.createElement('order-status-tracker').inspect = inspector;

createOrderTracker({
  orderId: '42',
  inspect: (event) => (event.type === '@xstate.snapshot' ? event.snapshot.status : event.rootId),
});
// Each of XState's events is one of ours.
export const noted = (event: InspectionEvent): Inspected => event;
// @ts-expect-error: no such event
createOrderTracker({ orderId: '42', inspect: (event) => event.type === '@xstate.end' });
