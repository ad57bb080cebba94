import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as v from 'valibot';
import { type Database, sqlState } from '../database/database.js';
import type { Query } from '../database/engine.js';
import type { SentMessage, SentMessages } from './sent-messages.js';

export interface OutboxDemoServices {
  readonly database: Pick<Database, 'as' | 'transaction'>;
  readonly sent: SentMessages;
}

const playing = v.object({
  id: v.pipe(v.string(), v.uuid()),
  what: v.picklist(['delivered', 'failed', 'shown', 'stop']),
});

/** A line of the log of one order: what was decided about a message, and why. */
interface Decision {
  readonly at: string;
  readonly decision: string;
  readonly reason: string;
  readonly kind: string | null;
}

/**
 * What the page `/outbox` needs: the messages that the doubles took, why each was sent or not, and what phones and vendors
 * would tell. Only in the demo: everybody may ask.
 */
export function createOutboxDemo({ database, sent }: OutboxDemoServices): Hono {
  const site = new Hono();
  site.use('/api/outbox/*', async (context, next) => {
    await next();
    context.header('Cache-Control', 'no-store');
  });
  site.get('/api/outbox/messages', (context) => {
    const after = Number(context.req.query('after') ?? 0);
    return context.json({ messages: sent.after(Number.isSafeInteger(after) ? after : 0) });
  });
  site.get('/api/outbox/log', async (context) => {
    const orderId = v.safeParse(v.pipe(v.string(), v.uuid()), context.req.query('order_id'));
    if (!orderId.success) return context.json({ error: 'order_id must be the id of an order.' }, 400);
    return context.json({ log: await decisionsAbout(database, orderId.output) });
  });
  site.post('/api/outbox/play', bodyLimit({ maxSize: 1024 }), async (context) => {
    const read = v.safeParse(playing, await context.req.json<unknown>().catch(() => undefined));
    const message = read.success ? sent.find(read.output.id) : undefined;
    if (!read.success || !message) {
      return context.json(
        { error: 'id must be a message on this page; what is delivered, failed, shown or stop.' },
        400,
      );
    }
    await play(database, message, read.output.what);
    return context.json({ played: read.output.what });
  });
  return site;
}

type What = v.InferOutput<typeof playing>['what'];

/** What a vendor, a phone or a guest would tell. */
async function play(database: OutboxDemoServices['database'], message: SentMessage, what: What): Promise<void> {
  const { id, channel, vendor, vendorId } = message;
  if (what === 'stop') {
    await database.transaction((query) =>
      query.query(
        `select public.withdraw_address($2, recipients.address_hash, 'reply')
        from private.recipients join private.deliveries on deliveries.recipient_id = recipients.id
        where deliveries.id = $1`,
        [id, channel],
      ),
    );
  } else if (what === 'shown') {
    await database.transaction((query) => query.query('select private.push_was_shown($1, false)', [id]));
  } else {
    await asService(database, (query) =>
      query.query('select public.report_delivery($1, $2, $3, $4, null)', [
        vendor,
        vendorId,
        what,
        'played on the page /outbox',
      ]),
    );
  }
}

function asService<T>(database: OutboxDemoServices['database'], work: (query: Query) => Promise<T>): Promise<T> {
  return database.as({ role: 'service_role' }, work);
}

const undefinedTable = '42P01';

async function decisionsAbout(database: OutboxDemoServices['database'], orderId: string): Promise<readonly Decision[]> {
  try {
    const { rows } = await database.transaction((query) =>
      query.query<Decision>(
        `select log.at, log.decision, log.reason, notifications.kind
        from private.notification_log as log
        left join private.notifications on notifications.id = log.notification_id
        where log.order_id = $1 order by log.id`,
        [orderId],
      ),
    );
    return rows;
  } catch (error) {
    // A database that has not been migrated yet.
    if (sqlState(error) === undefinedTable) return [];
    throw error;
  }
}
