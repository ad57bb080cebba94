import { startDemoServer } from '../../../demo/server/server.js';
import { emptyCluster } from '../empty-cluster.js';

/*
 * The demo's server as it always is, in a process of its own: it ends and starts again when its code changes.
 */

const { DEV_DATA } = process.env;
const place = DEV_DATA ? { dataFolder: DEV_DATA } : { emptyCluster: await emptyCluster() };
const server = await startDemoServer({ port: 0, ...place });
process.send?.({ port: server.port, staff: server.staff });
// The parent has gone, or wants this to end.
process.once('disconnect', () => void server.close().then(() => process.exit(0)));
