import { readFile } from 'node:fs/promises';
import { startDemoServer } from '../../../demo/server/server.js';

/*
 * The demo's server as it always is, in a process of its own: it ends and starts again when its code changes.
 */

const { DEV_DATA, DEV_CLUSTER } = process.env;
const emptyCluster = DEV_CLUSTER ? new Blob([await readFile(DEV_CLUSTER)]) : undefined;
const server = await startDemoServer({ port: 0, dataFolder: DEV_DATA, emptyCluster });
process.send?.({ port: server.port, staff: server.staff });
// The parent has gone, or wants this to end.
process.once('disconnect', () => void server.close().then(() => process.exit(0)));
