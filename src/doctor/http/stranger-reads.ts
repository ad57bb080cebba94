import { parseOrder } from '../../order/wire.js';
import { fieldMapCode } from '../../tracker/field-map-code.js';
import { isRecord, parseJson } from '../../transports/json.js';
import type { CheckContext } from '../check-context.js';
import { checkOthers } from '../others-in-payload.js';
import { bodyOf } from '../page/page-fetch.js';
import { readPatch } from '../payload-checks.js';
import { forgedToken, type Setup, unknownOrderId } from '../setup.js';
import { addGivenToStrangers, addStrangersRefused, checkGuessable } from '../stranger-findings.js';
import { namesOrder, type ObservedRead, readOrder } from './read-order.js';

/** What an answer to a stranger is. */
type Answered = 'order' | 'refused' | 'vague' | 'nothing' | 'unreachable';

const oneOrderAlone = 'Answer with one order alone, at an address that names it ({id}) or to a token that does.';

/**
 * Asks as somebody who should not see the order, and for orders that are not the guest's.
 *
 * @param payload what the guest was answered
 */
export async function checkStrangers(context: CheckContext, payload: unknown): Promise<void> {
  const { token, setup } = context;
  checkOthers(context, [payload], 'The answer holds', oneOrderAlone);
  const { otherOrderId } = setup;
  const { orderId } = context.guest;
  const isNamed = namesOrder(setup);
  const read = (id: string, as: string | undefined) => readOrder(context, { orderId: id, token: as });
  const [unknown, other, without, forged] = await Promise.all([
    isNamed ? read(unknownOrderId(orderId), token) : undefined,
    otherOrderId === undefined ? undefined : read(otherOrderId, token),
    token === undefined ? undefined : read(orderId, undefined),
    token === undefined ? undefined : read(orderId, forgedToken),
  ]);
  if (unknown) checkUnknown(context, unknown);
  if (other && isNamed) checkOther(context, other, unknown);
  else if (other && otherOrderId !== undefined) checkCommonAnswer(context, other, otherOrderId);
  if (without && forged) {
    const given = { without: isOfOrder(without, setup), forged: isOfOrder(forged, setup) };
    const remedy = 'Refuse requests without a token with 401 and\n{"error":"unauthorized"}';
    if (addGivenToStrangers(context, given, 'The order can be read', remedy)) addStrangersRefused(context);
  } else if (isNamed) checkGuessable(context);
}

function checkUnknown(context: CheckContext, read: ObservedRead): void {
  const { setup } = context;
  const { answer } = read.exchange;
  const answered = answeredWith(read, setup);
  const shown = `${answer?.status ?? 'no answer'}${answer ? ` (${answer.headers.get('content-type') ?? 'no content type'})` : ''}`;
  if (answered === 'order') {
    context.report(
      'unknown-order-answered',
      `An id that no order has is answered with ${shown} and an order: guests would see somebody else's.`,
      'Answer 404 with {"error":"not-found"} where there is no order of that id.',
    );
  } else if (answered === 'nothing') {
    context.report(
      'unknown-order-refusal',
      `An id that no order has is answered with ${shown}, which does not say that there is no such order: guests wait in vain.`,
      'Answer 404 with\nContent-Type: application/json\n{"error":"not-found"}',
    );
  } else if (answered === 'vague' && setup.options.pollBody) {
    context.report(
      'refusal-vague',
      `An id that no order has is answered with ${shown} and no order, which GraphQL does: guests read that the restaurant cannot be reached.`,
      'Where you can, set poll-url to an endpoint that answers 404 with {"error":"not-found"}.',
    );
  } else if (answered === 'vague') {
    context.report(
      'refusal-vague',
      `An id that no order has is answered with ${shown}; a proxy could have answered the same, so the tracker goes on asking for a while.`,
      'Say it in the words of PROTOCOL.md: 404 with {"error":"not-found"}',
    );
  }
  if (answered === 'unreachable' || !read.exchange.isForeign || read.exchange.corsFaults.length === 0) return;
  if (context.findings.has('cors-origin', 'cors-preflight', 'cors-credentials', 'cors-other-pages')) return;
  context.report(
    'cors-on-refusals',
    'The order may be read by the page, and a refusal may not: "not found" looks like no network.',
    `Send the CORS headers with every answer, also with errors:\nAccess-Control-Allow-Origin: ${setup.origin}`,
  );
}

function checkOther(context: CheckContext, read: ObservedRead, unknown: ObservedRead | undefined): void {
  const { setup } = context;
  if (answeredWith(read, setup) === 'order') {
    context.report(
      'other-order-readable',
      `The same guest can read the other order "${setup.otherOrderId}" as well.`,
      'Compare the order of the token with the order that is asked for, and answer 403 or 404.',
    );
    return;
  }
  const [one, two] = [read, unknown].map((each) => each && [each.exchange.answer?.status, bodyOf(each.exchange)]);
  if (!two || JSON.stringify(one) === JSON.stringify(two)) {
    context.report('other-order-refused', `The other order "${context.setup.otherOrderId}" is refused.`);
    return;
  }
  context.report(
    'other-order-told-apart',
    `The other order is refused with ${one?.[0]}, and an id that no order has with ${two[0]}: a stranger learns which orders exist.`,
    'Answer both alike, with 404 and {"error":"not-found"}.',
  );
}

/** An address that names no order may answer with many. */
function checkCommonAnswer(context: CheckContext, { payload }: ObservedRead, otherOrderId: string): void {
  const { setup } = context;
  const ofOther = { ...setup, options: { ...setup.options, orderId: otherOrderId } };
  if (readPatch(payload, ofOther) === undefined) return;
  context.report(
    'other-order-readable',
    `The answer holds the other order "${otherOrderId}" as well: each guest gets the orders of others.`,
    oneOrderAlone,
  );
}

/** What a read that should be refused was answered with. */
function answeredWith({ exchange, payload, failure }: ObservedRead, setup: Setup): Answered {
  if (!exchange.answer) return 'unreachable';
  if (payload !== undefined) {
    if (isOrder(payload, setup)) return 'order';
    // GraphQL has no other way to say it.
    return setup.options.pollBody ? 'vague' : 'nothing';
  }
  switch (failure?.kind) {
    case 'auth':
    case 'forbidden':
    case 'not-found':
      return failure.isVague ? 'vague' : 'refused';
    case 'overload':
      return 'unreachable';
    default:
      return 'nothing';
  }
}

/** Whether there is an order in it, where the options look for one or as it came; an empty object or an error is none. */
function isOrder(payload: unknown, { options: { fieldMap = {} } }: Setup): boolean {
  const [first] = [payload].flat();
  if (!isRecord(first) || 'error' in first || 'errors' in first) return false;
  const mapped = fieldMapCode.code?.applyFieldMap(payload, fieldMap);
  return [first, mapped].some((order) => parseOrder(order).ok) || Object.keys(first).length > 2;
}

/** Whether the followed order was shown, whatever the tracker makes of it. */
function isOfOrder({ exchange, payload }: ObservedRead, setup: Setup): boolean {
  if (readPatch(payload, setup) !== undefined) return true;
  return payload !== undefined && isOrder(parseJson(bodyOf(exchange)), setup);
}
