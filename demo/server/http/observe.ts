import type { Context, MiddlewareHandler } from 'hono';
import { requestId } from 'hono/request-id';
import { routePath } from 'hono/route';
import { log } from '../log.js';
import type { Metrics } from '../metrics.js';

export interface Observer {
  readonly metrics: Metrics;
  /** Whether each request has a line in the log. */
  readonly logsRequests: boolean;
  /** Whether a proxy before this server writes `X-Request-Id`. Without one, anybody could choose the ids in the log. */
  readonly hasProxy: boolean;
  readonly isClosing: () => boolean;
}

/** Gives every request an id, which the answer and the log name, and counts and times it. */
export function observe({ metrics, logsRequests, hasProxy, isClosing }: Observer): MiddlewareHandler[] {
  return [
    requestId({ headerName: hasProxy ? 'X-Request-Id' : '', limitLength: 64 }),
    async (context, next) => {
      const began = performance.now();
      await next();
      context.header('X-Request-Id', context.get('requestId'));
      // The connection of a request that came before the server began to close would be kept for another one.
      if (isClosing()) context.header('Connection', 'close');
      const { method } = context.req;
      const { status } = context.res;
      const route = routeOf(context);
      const milliseconds = Math.round(performance.now() - began);
      metrics.answered(method, route, status, milliseconds / 1000);
      if (logsRequests)
        log.info('answered', { requestId: context.get('requestId'), method, route, status, milliseconds });
    },
  ];
}

/** The pattern of the route that answered, such as `/api/orders/:id`. Ids and what strangers made up are not in it. */
function routeOf(context: Context): string {
  return routePath(context);
}
