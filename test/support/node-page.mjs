/**
 * Gives Node what the browser tests without a DOM use: Mocha's words, a page's address, events and sockets.
 * `node --import ./test/support/node-page.mjs` runs them in seconds; `--only pure` and the mutation check do.
 */
import { register } from 'node:module';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';

class CloseEvent extends Event {
  constructor(type, { code = 0, reason = '' } = {}) {
    super(type);
    this.code = code;
    this.reason = reason;
  }
}

class SecurityPolicyViolationEvent extends Event {
  constructor(type, { blockedURI = '' } = {}) {
    super(type);
    this.blockedURI = blockedURI;
  }
}

class WebSocket extends EventTarget {
  static CONNECTING = 0;
  static OPEN = 1;
  static CLOSING = 2;
  static CLOSED = 3;
}

const address = 'http://localhost:8000/';
globalThis.CloseEvent ??= CloseEvent;
globalThis.SecurityPolicyViolationEvent ??= SecurityPolicyViolationEvent;
globalThis.WebSocket ??= WebSocket;
globalThis.location ??= new URL(address);
// A page without elements: an address, and targets for the events of document and window.
globalThis.document ??= Object.assign(new EventTarget(), { baseURI: address, visibilityState: 'visible' });
globalThis.window ??= Object.assign(new EventTarget(), { document, location, navigator: { onLine: true } });
globalThis.reportError ??= (error) => {
  throw error;
};

/** Mocha's tests may set their time limit; here the limit is the runner's. */
const withMocha = (define) => (name, run) => define(name, () => run.call({ timeout: () => undefined }));

Object.assign(globalThis, {
  describe: withMocha(describe),
  it: withMocha(it),
  before,
  beforeEach,
  afterEach,
  after,
});

// The bundle of chai for browsers names its module in a way that only bundlers and dev servers understand.
register(
  `data:text/javascript,${encodeURIComponent(`
    export const resolve = (name, context, next) =>
      next(name === '@esm-bundle/chai' ? '@esm-bundle/chai/esm/chai.js' : name, context);
    export const load = (url, context, next) =>
      next(url, url.includes('@esm-bundle/chai/esm/') ? { ...context, format: 'module' } : context);
  `)}`,
);
