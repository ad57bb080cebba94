import type { OrderTrackerOptions } from '../tracker/options.js';
import type { OrderTransport } from '../transports/transport.js';

/** The options that hold functions of which trackers that follow the same order share one. */
const sharedNames = ['getAccessToken', 'parse', 'websocketAuthorize', 'board', 'transport'] as const;
type SharedName = (typeof sharedNames)[number];
type SharedFunctions = Pick<OrderTrackerOptions, SharedName>;

/** What stands for a function, or for a plain object of functions: always the same, it calls the newest one. */
interface StandIn<Value> {
  newest: Value;
  readonly value: Value;
}

/**
 * By what it stands for, and by what else the order is followed with. Components that hand over the same function get the
 * same stand-in, and so share a connection.
 */
const standIns = new WeakMap<object, Map<string, StandIn<unknown>>>();

/** The functions of one followed order, which each render may hand over anew. */
export class NewestFunctions {
  /** Whatever holds no function is handed on as it is. */
  readonly options: SharedFunctions;
  readonly #scope: string;

  /** @param scope equal for components that follow the same order in the same way */
  constructor(given: OrderTrackerOptions, scope: string) {
    this.#scope = scope;
    const { getAccessToken, parse, websocketAuthorize, board, transport } = given;
    this.options = {
      ...(isFunction(getAccessToken) && { getAccessToken: this.#standIn('getAccessToken', getAccessToken, calling) }),
      ...(isFunction(parse) && { parse: this.#standIn('parse', parse, calling) }),
      ...(isFunction(websocketAuthorize) && {
        websocketAuthorize: this.#standIn('websocketAuthorize', websocketAuthorize, calling),
      }),
      ...(isFunction(board) && { board: this.#standIn('board', board, calling) }),
      ...(isPlainTransport(transport) && { transport: this.#standIn('transport', transport, transporting) }),
    };
  }

  /** From now on these are called. */
  update(given: OrderTrackerOptions): void {
    for (const name of sharedNames) {
      const standIn = this.#standIns.get(name);
      const value = given[name];
      if (!standIn || (typeof value !== 'function' && typeof value !== 'object')) continue;
      standIn.newest = value;
      remember(value, this.#keyOf(name), standIn);
    }
  }

  readonly #standIns = new Map<SharedName, StandIn<unknown>>();

  #standIn<Value extends object>(name: SharedName, given: Value, make: (of: { newest: Value }) => Value): Value {
    const key = this.#keyOf(name);
    const known = standIns.get(given)?.get(key) as StandIn<Value> | undefined;
    const standIn = known ?? createStandIn(given, make);
    remember(given, key, standIn);
    this.#standIns.set(name, standIn);
    return standIn.value;
  }

  #keyOf(name: SharedName): string {
    return `${name} ${this.#scope}`;
  }
}

function createStandIn<Value>(given: Value, make: (of: { newest: Value }) => Value): StandIn<Value> {
  const of = { newest: given };
  return Object.assign(of, { value: make(of) });
}

function remember(given: object, key: string, standIn: StandIn<unknown>): void {
  const known = standIns.get(given) ?? new Map<string, StandIn<unknown>>();
  standIns.set(given, known.set(key, standIn));
}

function calling<Values extends readonly unknown[], Result>(of: { newest: (...values: Values) => Result }) {
  return (...values: Values): Result => of.newest(...values);
}

/** Its methods keep their `this`. */
function transporting(of: { newest: OrderTransport }): OrderTransport {
  const { name, traits, connect, read } = of.newest;
  const missing = (method: string) => {
    throw new TypeError(`The transport object has no ${method} any more.`);
  };
  return {
    name,
    ...(traits && { traits }),
    ...(connect && { connect: (...request) => of.newest.connect?.(...request) ?? missing('connect') }),
    ...(read && { read: async (...request) => (of.newest.read ? of.newest.read(...request) : missing('read')) }),
  };
}

function isFunction<Value>(value: Value): value is Extract<Value, (...values: never[]) => unknown> {
  return typeof value === 'function';
}

/** Components write these inline. An instance of a class may have state of its own: it is used as it is. */
function isPlainTransport(value: OrderTrackerOptions['transport']): value is OrderTransport {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
