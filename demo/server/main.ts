import { parseArgs } from 'node:util';
import { PortUnusable, startDemoServer } from './server.js';

const { values: flags } = parseArgs({ options: { data: { type: 'string' } } });
const port = Number(process.env.PORT ?? 8080);

try {
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new PortUnusable('PORT must be a number up to 65535.');
  const server = await startDemoServer({ port, host: process.env.HOST, dataFolder: flags.data });
  console.log(`
  Order        ${server.url}/
  Kitchen      ${server.url}/kitchen     ${server.staff.email}, ${server.staff.password}
  Playground   ${server.url}/playground
  One tag      ${server.url}/embed.html

  The database is ${flags.data === undefined ? 'in memory; --data <folder> keeps it' : `in ${flags.data}`}. Ctrl+C stops.
`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
} catch (error) {
  if (!(error instanceof PortUnusable)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
