/*
 * The file that a site puts beside its pages, `order-status-worker.js`: the service worker of web push. It may be loaded
 * into a site's own worker instead, by `importScripts('/order-status-worker.js')` at its top.
 */
import { listenForPushes } from './push-worker.js';
import type { WorkerScope } from './worker-scope.js';

listenForPushes(self as unknown as WorkerScope);
