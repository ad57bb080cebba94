/**
 * Load tests: many trackers on one page, and many guests whose server restarts. Everything runs on this computer.
 *
 *   npm run load [-- page | herd]
 */
import { playHerd } from './herd.js';
import { playPage } from './one-page.js';

const guests = 2000;
const trackers = 500;
const chosen = process.argv.slice(2);
const failures: string[] = [];

if (chosen.length === 0 || chosen.includes('page')) {
  const { sockets, allLive, allUpdated, shown, longestTask, megabytes } = await playPage(trackers);
  console.log(
    `\n${trackers} trackers on one page: ${sockets} WebSocket, all live after ${seconds(allLive)}, one change of every` +
      ` order shown by all trackers after ${seconds(allUpdated)}, longest task ${Math.round(longestTask)} ms, heap ${megabytes.toFixed(0)} MB`,
  );
  expect(sockets === 1, `${sockets} WebSockets, not one`);
  expect(shown === trackers, `only ${shown} of ${trackers} trackers show the change live`);
}

if (chosen.length === 0 || chosen.includes('herd')) {
  const figures = await playHerd(guests, { kind: 'restart' });
  const { firstTries, lateness, evenness, peak, amplification, allBack, upToDate, serverBusy, clientsBusy } = figures;
  console.log(
    `\n${guests} guests, server restarts, 500 joins a second: first tries over ${seconds(firstTries.at(-1) ?? 0)}` +
      ` (evenly: p = ${evenness.toFixed(2)}), at most ${peak} a second, ${amplification.toFixed(2)} tries for each` +
      ` client, all live again after ${seconds(allBack)}, ${upToDate} saw the next change; until then the server's` +
      ` process used ${percent(serverBusy)} of a processor, that of all guests ${percent(clientsBusy)}, whose timers` +
      ` were up to ${Math.round(lateness)} ms late (this lateness is subtracted from the first tries)`,
  );
  expect(evenness > 0.01, `the first tries are not spread evenly over 5 s: p = ${evenness}`);
  expect(peak <= 500, `${peak} tries in one second`);
  expect(amplification <= 1.3, `${amplification} tries for each client`);
  expect(allBack <= 10_000, `the last was live again after ${seconds(allBack)}`);
  expect(upToDate === guests, `${guests - upToDate} guests did not see the next change`);
}

for (const failure of failures) console.log(`✗ ${failure}`);
console.log(failures.length === 0 ? '\nAll figures are within their limits' : `\n${failures.length} limits exceeded`);
process.exitCode = failures.length > 0 ? 1 : 0;

function expect(holds: boolean, failure: string): void {
  if (!holds) failures.push(failure);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
