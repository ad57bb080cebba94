/*
 * Loads what comes on demand before the tests begin, which say what it does. `test/e2e/first-load.e2e.ts` says what
 * happens before it is there, and without it.
 */
import { fieldMapCode } from '../../src/tracker/field-map-code.js';
import { inspectionCode } from '../../src/tracker/inspection-code.js';
import { eventsCode } from '../../src/transports/events/events.js';
import { clientCode } from '../../src/transports/supabase/supabase.js';
import { plainCode } from '../../src/transports/websocket/websocket.js';

await Promise.all([clientCode, fieldMapCode, inspectionCode, plainCode, eventsCode].map((part) => part.load()));
