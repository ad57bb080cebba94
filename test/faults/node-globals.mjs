/**
 * Lets the tests that run in browsers run in Node where they touch nothing of a page: `node --import` this. Only
 * for the mutation check, which runs them hundreds of times.
 */
import { register } from 'node:module';
import { afterEach, beforeEach, describe, it } from 'node:test';

class CloseEvent extends Event {
  constructor(type, { code = 0 } = {}) {
    super(type);
    this.code = code;
  }
}

class WebSocket extends EventTarget {
  static CONNECTING = 0;
  static OPEN = 1;
  static CLOSING = 2;
  static CLOSED = 3;
}

globalThis.CloseEvent ??= CloseEvent;
globalThis.WebSocket ??= WebSocket;
globalThis.reportError ??= (error) => {
  throw error;
};

/** Mocha's tests may set their time limit; here the limit is the runner's. */
const withMocha = (define) => (name, run) => define(name, () => run.call({ timeout: () => undefined }));

Object.assign(globalThis, { describe: withMocha(describe), it: withMocha(it), beforeEach, afterEach });

// The bundle of chai for browsers names its module in a way that only bundlers and dev servers understand.
register(
  `data:text/javascript,${encodeURIComponent(`
    export const resolve = (name, context, next) =>
      next(name === '@esm-bundle/chai' ? '@esm-bundle/chai/esm/chai.js' : name, context);
    export const load = (url, context, next) =>
      next(url, url.includes('@esm-bundle/chai/esm/') ? { ...context, format: 'module' } : context);
  `)}`,
);
