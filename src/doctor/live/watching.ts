import type { OrderPatch } from '../../order/order.js';
import type { CheckContext } from '../check-context.js';
import { readOrder } from '../http/read-order.js';
import type { Session } from '../page/session.js';
import { readLive, readPatch } from '../payload-checks.js';

/**
 * With `--watch`: whether a change of the order comes by the live connection. The doctor writes nothing; the owner changes
 * the order meanwhile, once told to.
 *
 * @param known what was read of the order before
 * @param readNow reads the order in another way, where there is one: a change that was made and did not come is seen so
 */
export async function watchChanges(
  context: CheckContext,
  session: Session,
  known: OrderPatch | undefined,
  readNow: () => Promise<OrderPatch | undefined> = () => readOnce(context),
): Promise<void> {
  const { setup, world } = context;
  if (setup.watch === 0 || session.lost) return;
  const before = known ?? lastOf(session, context) ?? (await readNow());
  const heard = session.payloads.length;
  sayListening(context);
  await session.until(() => false, setup.watch);
  if (session.lost) return;
  const news = () => session.payloads.slice(heard).flatMap((payload) => readLive(payload, setup) ?? []);
  const hasChanged = () => news().some((patch) => differs(before, patch));
  const after = hasChanged() ? undefined : await readNow();
  // A change at the last moment is still on its way.
  await session.until(hasChanged, world.limits.settle);
  const change = news().find((patch) => differs(before, patch));
  if (change) {
    context.report('changes-arrive', `A change of the order came: ${change.status ?? 'without a status'}.`);
  } else if (session.lost) {
    return;
  } else if (before?.status !== undefined && after?.status !== undefined && before.status !== after.status) {
    context.report(
      'changes-silent',
      `The subscription stood and the order changed from ${before.status} to ${after.status}, but no message came: guests learn of changes by reads alone.`,
      'Let the server send each change to those who are subscribed to the order.',
    );
  } else addNothingChanged(context);
}

/** Tells the person at the keyboard that now is the time. */
export function sayListening({ setup, world }: CheckContext): void {
  world.say?.(`Listening now, for ${setup.watch / 1_000} s: change the order.`);
}

export function addNothingChanged(context: CheckContext): void {
  context.report(
    'nothing-changed',
    `No change of the order was seen within ${context.setup.watch / 1_000} s, so it is not known whether changes arrive.`,
    'Run it again, and move the order to its next status once it says "Listening now".',
  );
}

async function readOnce(context: CheckContext): Promise<OrderPatch | undefined> {
  if (!context.setup.options.pollUrl) return undefined;
  const { payload } = await readOrder(context, context.guest);
  return readPatch(payload, context.setup);
}

function lastOf({ payloads }: Session, { setup }: CheckContext): OrderPatch | undefined {
  return payloads.flatMap((payload) => readLive(payload, setup) ?? []).at(-1);
}

/** Whether a message says something new. Servers may send the same order again and again, with the time of sending. */
function differs(before: OrderPatch | undefined, { updatedAt: _, ...after }: OrderPatch): boolean {
  if (!before) return true;
  const known: Readonly<Record<string, unknown>> = { ...before };
  return Object.entries(after).some(
    ([key, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(known[key]),
  );
}
