import { Hono } from 'hono';
import type { Database } from '../database/database.js';

const neverStored = { 'Cache-Control': 'no-store' };

/** How long the database has to answer, in milliseconds. */
const answerWithin = 2000;

/**
 * `/healthz`: the process answers; whoever restarts it asks this. `/readyz`: it can serve orders now; whoever sends
 * requests to it asks this. Neither says anything else, because both are public.
 */
export function createHealth(database: Database, isClosing: () => boolean): Hono {
  const health = new Hono();
  health.get('/healthz', (context) => context.json({ status: 'ok' }, 200, neverStored));
  health.get('/readyz', async (context) => {
    if (isClosing()) return context.json({ status: 'closing' }, 503, neverStored);
    return (await answers(database))
      ? context.json({ status: 'ok' }, 200, neverStored)
      : context.json({ status: 'database does not answer' }, 503, neverStored);
  });
  return health;
}

async function answers(database: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), answerWithin);
  });
  const asked = database
    .transaction((query) => query.query('select 1'))
    .then(
      () => true,
      () => false,
    );
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
