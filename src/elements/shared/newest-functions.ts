import type { DebugOption, InspectionEvent } from '../../tracker/inspection-option.js';
import type { OrderTrackerOptions } from '../../tracker/options.js';

/** The functions that a page can give to an element. */
export interface GivenFunctions {
  readonly getAccessToken: OrderTrackerOptions['getAccessToken'] | null;
  readonly parse: OrderTrackerOptions['parse'] | null;
  readonly debug: DebugOption | null | undefined;
  readonly inspect: OrderTrackerOptions['inspect'] | null;
}

/**
 * The functions of an element as options that stay the same: pages that render often hand over a new function each time,
 * and the newest one is called.
 */
export function newestFunctions(host: GivenFunctions) {
  const getAccessToken = async (): Promise<string | undefined> => host.getAccessToken?.();
  const parse = (payload: unknown): unknown => host.parse?.(payload);
  const debug = (line: string): void => (typeof host.debug === 'function' ? host.debug(line) : undefined);
  const inspect = (event: InspectionEvent): void => host.inspect?.(event);
  return () => ({
    getAccessToken: host.getAccessToken ? getAccessToken : undefined,
    parse: host.parse ? parse : undefined,
    debug: typeof host.debug === 'function' ? debug : (host.debug ?? undefined),
    inspect: typeof host.inspect === 'function' ? inspect : undefined,
  });
}
