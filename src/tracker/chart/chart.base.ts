import { enqueueActions, setup } from 'xstate';
import { connectionActor, pageActor, readActor, recheckActor, sleepWatchActor, tokenActor } from './actors.js';
import type { At, Outcome, TrackerContext } from './chart.context.js';
import type { TrackerChartEvent } from './chart.events.js';
import type { TrackerInput } from './chart.types.js';

/**
 * What all regions share: types and effects. Each region file extends the setup of the one before it by its own
 * guards, actions and delays: lifecycle → page → access → reads → live → recheck. A region may use the names of those before
 * it. Of those after it, it may only ask in which state they are (`stateIn`), or raise an event.
 */
export const chartBase = setup({
  types: {
    input: {} as TrackerInput,
    context: {} as TrackerContext,
    events: {} as TrackerChartEvent,
  },
  actors: {
    connection: connectionActor,
    read: readActor,
    token: tokenActor,
    recheck: recheckActor,
    page: pageActor,
    sleepWatch: sleepWatchActor,
  },
});

/** An action from a pure function: takes over its changes, then raises its events. */
export function outcome<Params extends object | undefined>(decide: (at: At, params: Params) => Outcome) {
  return enqueueActions<TrackerContext, TrackerChartEvent, Params, TrackerChartEvent, never, never, never, never>(
    ({ context, enqueue }, params) => {
      const { changes, events } = decide({ context }, params);
      enqueue.assign(changes);
      for (const event of events) enqueue.raise(event);
    },
  );
}
