import { parseArgs } from 'node:util';
import { PortUnusable, startDemoServer } from './server.js';

/** An invalid flag or environment variable. The message says which are valid. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

try {
  const flags = readFlags();
  // An empty variable counts as not set.
  const port = Number(process.env.PORT || 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError('PORT must be a whole number from 0 to 65535.');
  const server = await startDemoServer({ port, host: process.env.HOST || undefined, dataFolder: flags.data });
  console.log(`
  Order        ${server.url}/
  Kitchen      ${server.url}/kitchen     ${server.staff.email}, ${server.staff.password}
  Wall screen  ${server.url}/board
  Playground   ${server.url}/playground
  One tag      ${server.url}/embed.html

  The database is ${flags.data === undefined ? 'in memory; --data <folder> keeps it' : `in ${flags.data}`}. Ctrl+C stops.
`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
} catch (error) {
  if (!(error instanceof UsageError || error instanceof PortUnusable)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function readFlags(): { data?: string } {
  try {
    return parseArgs({ options: { data: { type: 'string' } } }).values;
  } catch {
    throw new UsageError(
      'The server knows one flag, --data <folder>, which keeps the database there; PORT and HOST are variables.',
    );
  }
}
