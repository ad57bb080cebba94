/* A process that spins for ever, as PGlite does when it cannot write its log. */
import { startWatchdog } from '../../../demo/server/watchdog.js';

startWatchdog(2);
// The watchdog's thread needs this one to start.
setTimeout(() => {
  for (;;);
}, 1000);
