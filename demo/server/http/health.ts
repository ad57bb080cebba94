import { Hono, type MiddlewareHandler } from 'hono';
import type { Database } from '../database/database.js';

/** How long the database has to answer, in milliseconds. */
const answerWithin = 2000;

/**
 * `/healthz`: the process answers; whoever restarts it asks this. `/readyz`: it can serve orders now; whoever sends
 * requests to it asks this. Neither says anything else, because both are public.
 */
export function createHealth(database: Database, isClosing: () => boolean): Hono {
  const health = new Hono();
  // Each of them, as these routes are mounted at the root, where pages and scripts are as well.
  const neverStored: MiddlewareHandler = async (context, next) => {
    await next();
    context.header('Cache-Control', 'no-store');
  };
  health.get('/healthz', neverStored, (context) => context.json({ status: 'ok' }));
  health.get('/readyz', neverStored, async (context) => {
    if (isClosing()) return context.json({ status: 'closing' }, 503);
    return (await answers(database))
      ? context.json({ status: 'ok' })
      : context.json({ status: 'database does not answer' }, 503);
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
