import { and, assign, not, or, raise, stateIn } from 'xstate';
import { sleepWatchOf } from '../../environment/sleep-watch.js';
import { lifecycleSetup } from './lifecycle.region.js';
import { hasTimeJumped, keepAwake, noteOffline, noteOnline, tick, tickInterval, wake } from './page.context.js';

export const pageSetup = lifecycleSetup.extend({
  guards: {
    isPageVisible: ({ context: { input } }) => input.environment.page.visible,
    isPageOnline: ({ context: { input } }) => input.environment.page.online,
    isVisible: stateIn({ visibility: 'visible' }),
    isFrozen: stateIn({ visibility: 'frozen' }),
    /** Hidden for so long that the connection was closed. */
    isReleased: stateIn({ visibility: { hidden: 'released' } }),
    isOnline: stateIn({ network: 'online' }),
    /** The alerts are armed: the connection is kept while the page is hidden. */
    isKeptAwake: ({ context: { page } }) => page.isKeptAwake,
    hasTimeJumped,
    /** While a live connection has its pulse, nothing is derived from the time that its own timers do not show. */
    hasPulse: and([
      stateIn({ live: { following: { connected: { snapshot: 'applied' } } } }),
      or([
        stateIn({ live: { following: { connected: { pulse: 'alive' } } } }),
        stateIn({ live: { following: { connected: { pulse: 'pinging' } } } }),
      ]),
    ]),
    /** Phones hide the page before they sleep, so that showing it tells enough. */
    hidesBeforeSleep: ({ context: { input } }) => input.environment.page.hidesBeforeSleep === true,
    mayBeStill: or(['isSettled', and(['hasPulse', 'hidesBeforeSleep'])]),
    hasWatchJumped: ({ context: { input } }) => sleepWatchOf(input.environment.clock).hasJumped(),
  },
  actions: {
    tick: assign(tick),
    wake: assign(wake),
    keepAwake: assign(keepAwake),
    noteOffline: assign(noteOffline),
    noteOnline: assign(noteOnline),
    raiseWoke: raise({ type: 'page.woke' }),
    raiseJumped: raise({ type: 'clock.jumped' }),
  },
  delays: { tickInterval, hiddenLimit: 600_000 },
});

const toHidden = { target: 'hidden' } as const;
const toFrozen = { target: 'frozen' } as const;
const jumped = ['tick', 'wake', 'raiseJumped', 'raiseWoke'] as const;

/** Whether the page is visible, and whether its timers run at all. */
export const visibility = pageSetup.createStateConfig({
  initial: 'deciding',
  on: { 'page.frozen': '.frozen', 'page.left': '.frozen' },
  states: {
    deciding: { always: [{ guard: 'isPageVisible', target: 'visible' }, toHidden] },
    visible: {
      entry: 'tick',
      on: { 'page.hidden': toHidden },
      initial: 'ticking',
      states: {
        ticking: {
          always: [
            { guard: and(['hasPulse', 'hasTimeJumped']), actions: jumped }, // reads the clock; woken by live
            { guard: 'mayBeStill', target: 'still' }, // woken by lifecycle and live
            { guard: 'hasPulse', target: 'watching' }, // woken by live
          ],
          after: {
            tickInterval: [
              { guard: 'hasTimeJumped', target: 'ticking', reenter: true, actions: jumped }, // reads the clock; woken by this very tick
              { target: 'ticking', reenter: true, actions: 'tick' },
            ],
          },
        },
        watching: {
          invoke: { src: 'sleepWatch', input: ({ context: { input } }) => input.environment.clock },
          always: [
            { guard: 'isSettled', target: 'still' }, // woken by lifecycle
            { guard: and([not('hasPulse'), 'hasWatchJumped']), target: 'ticking', actions: jumped }, // reads the clock; woken by live
            { guard: not('hasPulse'), target: 'ticking', actions: 'tick' }, // woken by live
          ],
          on: { 'page.slept': { actions: jumped } },
        },
        still: { always: { guard: not('mayBeStill'), target: 'ticking', actions: 'tick' } }, // woken by lifecycle and live
      },
    },
    hidden: {
      entry: 'reschedule',
      on: { 'page.shown': { target: 'visible', actions: ['wake', 'raiseWoke'] } },
      initial: 'kept',
      states: {
        kept: {
          on: { 'keepAwake.changed': { target: 'kept', reenter: true } },
          after: { hiddenLimit: { guard: not('isKeptAwake'), target: 'released' } },
        },
        released: {},
      },
    },
    frozen: {
      on: {
        'page.shown': { target: 'visible', actions: ['wake', 'raiseWoke'] },
        'page.resumed': { target: 'deciding', actions: ['wake', 'raiseWoke'] },
        'page.restored': { target: 'deciding', actions: ['wake', 'raiseWoke'] },
        'page.frozen': toFrozen,
        'page.left': toFrozen,
      },
    },
  },
});

/** Whether the device says that it has a network: `offline` is usually true, `online` proves nothing. */
export const network = pageSetup.createStateConfig({
  initial: 'deciding',
  states: {
    deciding: { always: [{ guard: 'isPageOnline', target: 'online' }, { target: 'offline' }] },
    online: { on: { 'page.offline': { target: 'offline', actions: ['noteOffline', 'reschedule'] } } },
    offline: { on: { 'page.online': { target: 'online', actions: ['noteOnline', 'wake', 'raiseWoke'] } } },
  },
});
