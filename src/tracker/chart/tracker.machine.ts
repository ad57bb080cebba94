import { access } from './access.region.js';
import { initialContext } from './initial-context.js';
import { lifecycle } from './lifecycle.region.js';
import { live } from './live.region.js';
import { network, visibility } from './page.region.js';
import { reads } from './reads.region.js';
import { recheck, recheckSetup } from './recheck.region.js';

/**
 * Following one order. Seven regions run side by side:
 *
 *   lifecycle    unknown → a state per status; a final one is `unconfirmed` until a read has `confirmed` it
 *   visibility   visible · hidden(kept → released after 10 min) · frozen
 *   network      online · offline
 *   access       notNeeded · fetching ⇄ held, backingOff · denied, until retry or recheck · finished, at the end
 *   reads        off ⇄ resting → due → reading → resting or backingOff
 *   live         off → following(connecting → confirming → connected) ⇄ backingOff · gaveUp, until retry
 *                In connected, `snapshot` (was one applied that was asked for after the confirmation?) and `pulse`
 *                (signs of life) go on independently; both together make a live connection.
 *   recheck      off ⇄ waiting ⇄ asking, whether a problem that ended all tries still stands
 *
 * A child's handler hides its ancestors'. Handlers that must always run live in a region that has no other handler for
 * the event. A transition without an event (`always`) says in its line what wakes it.
 *
 * Reads are frequent while live is not connected (polling), and rare while it is (comparing). So neither falling back
 * to polling nor leaving it needs a state. `connectionStatus` is derived (connection-status.ts) and stored nowhere.
 */
export const trackerMachine = recheckSetup.createMachine({
  id: 'tracker',
  type: 'parallel',
  context: ({ input }) => initialContext(input),
  invoke: { src: 'page', input: ({ context }) => context.input.environment },
  entry: 'announceStart',
  states: { lifecycle, access, live, reads, recheck, visibility, network },
});
