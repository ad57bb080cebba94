import type { Context } from 'hono';
import { isDiskFull } from '../../supabase/functions/_shared/kit-database.js';
import { sqlState } from '../database/database.js';
import { DatabaseUnavailable } from '../database/identity.js';
import { createSeldomLog, log } from '../log.js';

/** How long a client should wait before it asks again, in seconds. */
const retryAfter = { full: 30, unavailable: 5 } as const;

/**
 * Answers a request that failed: 507 when the disk is full, 503 when the database cannot be reached, 500 otherwise. The
 * first two are one line in the log each half minute, not one for each request.
 */
export function createFailures(now: () => number): (error: unknown, context: Context) => Response {
  const sayOnce = createSeldomLog(now);
  return (error, context) => {
    if (isDiskFull(sqlState(error))) {
      sayOnce('Requests are refused, because the disk of the database is full.', error);
      return refuse(context, 507, 'The server has no room for this. Please try again later.', retryAfter.full);
    }
    if (error instanceof DatabaseUnavailable) {
      sayOnce('Requests are refused, because the database is not available.', error);
      return refuse(context, 503, 'The server is not available now. Please try again.', retryAfter.unavailable);
    }
    log.error('A request failed.', error, { requestId: context.get('requestId') });
    return context.json({ error: 'Something went wrong on the server.' }, 500);
  };
}

function refuse(context: Context, status: 503 | 507, error: string, seconds: number): Response {
  context.header('Retry-After', String(seconds));
  return context.json({ error }, status);
}
