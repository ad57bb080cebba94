import { stringify } from '../environment/stringify.js';
import { endPointsOf, sharedOptionsOf } from '../tracker/compare-options.js';
import type { OrderTrackerOptions } from '../tracker/options.js';
import { keyOf } from '../tracker/shared-connections.js';
import { useSettled } from './use-settled.js';

/** What decides whether options, written inline in a component, are still the same. */
export interface OptionKeys {
  /** Equal where it is the same order of the same back end. */
  readonly backEnd: string;
  /** Equal where the order is followed in the same way: with another one, a connection is of no use. */
  readonly scope: string;
  /** Equal where the tracker can stay. */
  readonly tracker: string;
}

/**
 * Keys of the data among the options. Of a function only counts whether there is one. Objects with methods count by
 * identity, and by the plain data that can be seen of them; one that is new at each render counts as the same.
 */
export function useOptionKeys(options: OrderTrackerOptions): OptionKeys {
  const { transport, supabase, environment } = options;
  const objects = [objectOf(transport), objectOf(supabase), objectOf(environment)];
  const settled = useSettled<unknown>([...objects, ...objects.map(visibleData)]);
  const { order, onStatusUpdate, onConnectionChange, onError, ...rest } = options;
  const name = typeof transport === 'string' ? transport : undefined;
  const data = { ...rest, transport: name, supabase: undefined, environment: undefined };
  const objectKey = keyOf(settled);
  const scope = dataKey([sharedOptionsOf(data), objectKey]);
  return {
    backEnd: dataKey([options.orderId, endPointsOf(data), name, objectKey]),
    scope,
    tracker: dataKey([scope, data]),
  };
}

/** A text that is equal for equal data, in which all functions are equal. */
export function dataKey(data: unknown): string {
  const change = (value: unknown) =>
    typeof value === 'function' ? 'function' : typeof value === 'bigint' ? `${value}` : value;
  try {
    return stringify([data], change);
  } catch {
    // Data that refers to itself cannot be sent to any back end: the tracker says what is wrong.
    return 'circular';
  }
}

function objectOf(value: unknown): object | undefined {
  return typeof value === 'object' && value !== null ? value : undefined;
}

const seen = new WeakMap<object, string>();

/** The plain values that an object shows when it is first seen, such as its name or its address, and those of its traits. */
function visibleData(object: object | undefined): string | undefined {
  if (!object) return undefined;
  const entries = Object.entries({ ...object, ...('traits' in object && objectOf(object.traits)) });
  const data = seen.get(object) ?? dataKey(entries.filter(([, value]) => !objectOf(value)));
  seen.set(object, data);
  return data;
}
