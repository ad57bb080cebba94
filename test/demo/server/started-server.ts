/*
 * A server in a process of its own, for tests that kill it. Arguments: the data folder, and the step of the start at
 * which the process kills itself, if any. It prints its URL when it is ready.
 */
import { startDemoServer } from '../../../demo/server/server.js';

const [, , dataFolder, fatalStep] = process.argv;
const server = await startDemoServer({
  port: 0,
  dataFolder,
  reached: (step) => {
    if (step === fatalStep) process.kill(process.pid, 'SIGKILL');
  },
});
process.stdout.write(`${server.url}\n`);
