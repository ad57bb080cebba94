import { and, assign, not, or, raise, stateIn } from 'xstate';
import { lifecycleSetup } from './lifecycle.region.js';
import { keepAwake, noteOffline, noteOnline, wake } from './page.context.js';

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
  },
  actions: {
    wake: assign(wake),
    keepAwake: assign(keepAwake),
    noteOffline: assign(noteOffline),
    noteOnline: assign(noteOnline),
    raiseWoke: raise({ type: 'page.woke' }),
    raiseJumped: raise({ type: 'clock.jumped' }),
  },
  delays: { tickInterval: 2_000, hiddenLimit: 600_000 },
});

const toHidden = { target: 'hidden' } as const;
const toFrozen = { target: 'frozen' } as const;

/** Whether the page is visible, and whether its timers run at all. */
export const visibility = pageSetup.createStateConfig({
  initial: 'deciding',
  on: { 'page.frozen': '.frozen', 'page.left': '.frozen' },
  states: {
    deciding: { always: [{ guard: 'isPageVisible', target: 'visible' }, toHidden] },
    visible: {
      on: { 'page.hidden': toHidden },
      initial: 'watched',
      states: {
        watched: {
          invoke: { src: 'sleepWatch', input: ({ context: { input } }) => input.environment.clock },
          always: { guard: 'mayBeStill', target: 'still' }, // woken by lifecycle and live
          on: { 'page.slept': { actions: ['wake', 'raiseJumped', 'raiseWoke'] } },
          initial: 'ticking',
          states: {
            // `connectionStatus` may change by time alone: after each tick it is derived again.
            ticking: {
              always: { guard: 'hasPulse', target: 'quiet' }, // woken by live
              after: { tickInterval: { target: 'ticking', reenter: true } },
            },
            quiet: { always: { guard: not('hasPulse'), target: 'ticking' } }, // woken by live
          },
        },
        still: { always: { guard: not('mayBeStill'), target: 'watched' } }, // woken by lifecycle and live
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
