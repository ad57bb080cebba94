import { startDemoServer } from '../../../demo/server/server.js';

/*
 * The demo's server as it always is, in a process of its own: it ends and starts again when its code changes.
 */

const server = await startDemoServer({ port: 0, dataFolder: process.env.DEV_DATA });
process.send?.({ port: server.port, staff: server.staff });
// The parent has gone, or wants this to end.
process.once('disconnect', () => void server.close().then(() => process.exit(0)));
