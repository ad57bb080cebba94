import { assign, not, raise, stateIn } from 'xstate';
import { lifecycleSetup } from './lifecycle.region.js';
import { hasTimeJumped, keepAwake, noteOffline, noteOnline, tick, tickInterval, wake } from './page.context.js';

export const pageSetup = lifecycleSetup.extend({
  guards: {
    isPageVisible: ({ context: { input } }) => input.environment.page.visible,
    isPageOnline: ({ context: { input } }) => input.environment.page.online,
    isVisible: stateIn({ visibility: 'visible' }),
    isFrozen: stateIn({ visibility: 'frozen' }),
    /** Hidden for so long that the connection was let go. */
    isReleased: stateIn({ visibility: { hidden: 'released' } }),
    isOnline: stateIn({ network: 'online' }),
    /** The alerts are armed: the connection is kept while the page is hidden. */
    isKeptAwake: ({ context: { page } }) => page.isKeptAwake,
    hasTimeJumped,
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

/** Whether somebody can see the page, and whether its tasks run at all. */
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
          always: { guard: 'isSettled', target: 'still' }, // woken by lifecycle
          after: {
            tickInterval: [
              {
                guard: 'hasTimeJumped', // reads the clock; woken by this very tick
                target: 'ticking',
                reenter: true,
                actions: ['tick', 'wake', 'raiseJumped', 'raiseWoke'],
              },
              { target: 'ticking', reenter: true, actions: 'tick' },
            ],
          },
        },
        still: { always: { guard: not('isSettled'), target: 'ticking' } }, // woken by lifecycle
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

/** What the device says of its network: `offline` is usually true, `online` proves nothing. */
export const network = pageSetup.createStateConfig({
  initial: 'deciding',
  states: {
    deciding: { always: [{ guard: 'isPageOnline', target: 'online' }, { target: 'offline' }] },
    online: { on: { 'page.offline': { target: 'offline', actions: ['noteOffline', 'reschedule'] } } },
    offline: { on: { 'page.online': { target: 'online', actions: ['noteOnline', 'wake', 'raiseWoke'] } } },
  },
});
