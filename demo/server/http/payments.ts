import { type Context, Hono } from 'hono';
import { Webhook } from 'standardwebhooks';
import * as v from 'valibot';
import type { Database } from '../database/database.js';
import { isOrderId } from '../orders.js';

const paymentSchema = v.object({
  order_id: v.pipe(v.string(), v.check(isOrderId)),
  payment: v.picklist(['succeeded', 'failed']),
});

/**
 * `POST /api/payments`: what the payment provider, or the shop that talks to it, says of a payment. The request is signed
 * as https://www.standardwebhooks.com describes; an unsigned, forged or old one (5 min) is refused, and a repeated one
 * changes nothing.
 */
export function createPayments(database: Database, secret: string): Hono {
  const webhook = new Webhook(secret);
  const payments = new Hono();
  payments.post('/', async (context) => {
    const body = await context.req.text();
    if (!isSigned(webhook, body, context)) return context.json({ error: 'The signature is not valid.' }, 401);
    const payment = v.safeParse(paymentSchema, readJson(body));
    if (!payment.success) {
      return context.json({ error: 'order_id and payment (succeeded or failed) are needed.' }, 400);
    }
    const isKnown = await recordPayment(database, payment.output.order_id, payment.output.payment);
    return isKnown ? context.body(null, 204) : context.json({ error: 'There is no such order.' }, 404);
  });
  return payments;
}

function isSigned(webhook: Webhook, body: string, context: Context): boolean {
  try {
    webhook.verify(body, context.req.header(), { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns whether there is such an order. A payment that was confirmed is not taken back here: that is a refund. */
async function recordPayment(database: Database, orderId: string, payment: 'succeeded' | 'failed'): Promise<boolean> {
  return database.as({ role: 'service_role' }, async (query) => {
    const { rows } = await query.query<{ payment_status: string }>(
      'select payment_status from public.orders where id = $1 for update',
      [orderId],
    );
    const [known] = rows;
    if (known?.payment_status === 'pending') {
      await query.query(
        `update public.orders set payment_status = $2,
           status = case when $2 = 'failed' and status in ('scheduled', 'pending') then 'failed' else status end,
           reason = case when $2 = 'failed' and status in ('scheduled', 'pending')
             then 'The payment did not go through.' else reason end
         where id = $1`,
        [orderId, payment],
      );
    }
    return known !== undefined;
  });
}
