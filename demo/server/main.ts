import { runCommand } from './commands.js';
import { isExpected } from './expected-errors.js';
import { log, takeConsole } from './log.js';
import { type DemoServer, startDemoServer } from './server.js';
import { readSettings, type Settings } from './settings.js';
import { startWatchdog } from './watchdog.js';

/** How long closing may take, in milliseconds. */
const closeTimeout = 20_000;
/** A second signal ends at once, but not the copy that npm passes on of one Ctrl+C, in milliseconds. */
const repeatedSignal = 1000;

/** Set once the server serves. Until then a signal ends the process at once: no start is harmed by that. */
let running: DemoServer | undefined;
let closingSince: number | undefined;
// As the first process of a container, this one has no default for signals.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (running === undefined) process.exit(1);
    if (closingSince === undefined) {
      closingSince = performance.now();
      void end(running, signal);
    } else if (performance.now() - closingSince > repeatedSignal) {
      process.exit(1);
    }
  });
}

process.on('uncaughtException', (error) => {
  log.error('The server ends, because of an error that nothing handles.', error);
  process.exit(1);
});

try {
  const settings = readSettings(process.argv.slice(2), process.env);
  const { command } = settings;
  if (command.name === 'serve') await serve(settings);
  else console.log(await runCommand(command, settings));
} catch (error) {
  if (isExpected(error)) console.error(error.message);
  else log.error('The server could not start.', error);
  process.exitCode = 1;
}

async function serve(settings: Settings): Promise<void> {
  startWatchdog();
  if (settings.production) takeConsole();
  const { port, host, dataFolder, databaseUrl, production, trustedProxies, metricsPort, metricsHost } = settings;
  const server = await startDemoServer({
    port,
    host,
    dataFolder,
    databaseUrl,
    production,
    trustedProxies,
    metrics: metricsPort === undefined ? undefined : { port: metricsPort, host: metricsHost },
    setting: (name) => process.env[name],
    ended: () => process.exit(1),
  });
  if (production) {
    log.info('started', { url: production.publicOrigin });
    if (production.publicOrigin.startsWith('https:') && trustedProxies.length === 0)
      log.warn('TRUSTED_PROXIES is not set: all guests behind one proxy count as one address.');
  } else console.log(welcome(server, settings));

  running = server;
}

async function end(server: DemoServer, signal: string): Promise<void> {
  log.info('closing', { signal });
  setTimeout(() => {
    log.error('Closing took too long: the server ends.');
    process.exit(1);
  }, closeTimeout).unref();
  await server.close();
  log.info('closed');
  process.exit(0);
}

function welcome({ url, staff }: DemoServer, { dataFolder, databaseUrl }: Settings): string {
  const place = databaseUrl !== undefined ? 'on the server of DATABASE_URL' : `in ${dataFolder}`;
  const isKept = dataFolder !== undefined || databaseUrl !== undefined;
  return `
  Site         ${url}/            guides, reference, search
  Order        ${url}/order
  Kitchen      ${url}/kitchen     ${staff.email}, ${staff.password}
  Wall screen  ${url}/board
  Outbox       ${url}/outbox      what guests get while the page is closed
  Playground   ${url}/playground
  One tag      ${url}/embed.html

  The database is ${isKept ? place : 'in memory; --data <folder> keeps it'}. Ctrl+C stops.
`;
}
