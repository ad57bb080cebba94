/*
 * A page in a process of its own, for woocommerce-privacy.node.test.ts: follows order 147 until its status is there, and
 * writes its memory to a file. Arguments: the address, the file.
 */
import { setImmediate } from 'node:timers/promises';
import { writeHeapSnapshot } from 'node:v8';
import woocommerce from '../../../src/order/field-map/presets/woocommerce.js';
import { createOrderTracker } from '../../../src/tracker/order-tracker.js';

const [, , pollUrl, file] = process.argv;
const tracker = createOrderTracker({ orderId: '147', pollUrl, fieldMap: woocommerce });
await new Promise<void>((resolve) => {
  tracker.subscribe(({ order }) => order && resolve());
  tracker.start();
});
for (let turn = 0; turn < 20; turn++) await setImmediate();
globalThis.gc?.();
writeHeapSnapshot(file);
tracker.stop();
process.exit(0);
