/*
 * Imports entries of the package, and follows an order by polling, in whatever runtime runs it: Node, Deno, a worker.
 * Prints one line of JSON. `node test/server-rendering/import-every-entry.mjs dist http://127.0.0.1:8080/orders/{id} index,react`
 */
const [folder = 'dist', pollUrl = '', files = 'index'] = process.argv.slice(2);
const root = new URL(`../../${folder}/`, import.meta.url);
const ofCdn = ['order-status-tracker', 'order-status-tracker-supabase', 'order-status-board'];
const known = new Set(Object.getOwnPropertyNames(globalThis));
const failed = [];
for (const file of [...files.split(','), ...(folder === 'dist' ? ofCdn.map((name) => `cdn/${name}`) : [])]) {
  try {
    await import(new URL(`${file}.js`, root).href);
  } catch (error) {
    failed.push(`${file}: ${error}`);
  }
}
const { createOrderTracker } = await import(new URL('index.js', root).href);
const tracker = createOrderTracker({ orderId: '42', pollUrl });
const status = await new Promise((resolve) => {
  tracker.subscribe(({ orderStatus }) => orderStatus && resolve(orderStatus));
  tracker.start();
  setTimeout(() => resolve(tracker.getSnapshot().error?.message), 10_000).unref?.();
});
tracker.stop();
// Lit notes its versions, and has a registry of elements for servers.
const globals = Object.getOwnPropertyNames(globalThis).filter(
  (name) => !known.has(name) && !/^lit|Versions$/.test(name),
);
console.log(JSON.stringify({ failed, status, globals }));
