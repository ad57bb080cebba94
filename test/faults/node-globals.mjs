/**
 * Globals with which browser tests that use no DOM can run in Node: `node --import` this file. Only the mutation check
 * uses it, because it runs the tests hundreds of times.
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

/** Mocha's tests may call `this.timeout()`. Here it does nothing, because the runner has its own limit. */
const withMocha = (define) => (name, run) => define(name, () => run.call({ timeout: () => undefined }));

Object.assign(globalThis, { describe: withMocha(describe), it: withMocha(it), beforeEach, afterEach });

// The browser bundle of chai has no entry point that Node can resolve.
register(
  `data:text/javascript,${encodeURIComponent(`
    export const resolve = (name, context, next) =>
      next(name === '@esm-bundle/chai' ? '@esm-bundle/chai/esm/chai.js' : name, context);
    export const load = (url, context, next) =>
      next(url, url.includes('@esm-bundle/chai/esm/') ? { ...context, format: 'module' } : context);
  `)}`,
);
