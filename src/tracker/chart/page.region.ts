import { not } from 'xstate';
import { trackerSetup } from './tracker.setup.js';

const toHidden = { target: 'hidden' } as const;
const toFrozen = { target: 'frozen' } as const;

/** Whether somebody can see the page, and whether its tasks run at all. */
export const visibility = trackerSetup.createStateConfig({
  initial: 'deciding',
  on: { 'page.frozen': '.frozen', 'page.left': '.frozen' },
  states: {
    deciding: { always: [{ guard: 'isPageVisible', target: 'visible' }, toHidden] },
    visible: {
      entry: 'tick',
      on: { 'page.hidden': toHidden },
      initial: 'watching',
      states: {
        watching: {
          always: { guard: 'isSettled', target: 'resting' },
          after: {
            tickInterval: [
              {
                guard: 'hasTimeJumped',
                target: 'watching',
                reenter: true,
                actions: ['tick', 'wake', 'noteJump', 'hurry'],
              },
              { target: 'watching', reenter: true, actions: 'tick' },
            ],
          },
        },
        resting: { always: { guard: not('isSettled'), target: 'watching' } },
      },
    },
    hidden: {
      entry: 'reschedule',
      on: { 'page.shown': { target: 'visible', actions: ['wake', 'hurry'] } },
      initial: 'kept',
      states: {
        kept: {
          on: { awake: { target: 'kept', reenter: true } },
          after: { hiddenLimit: { guard: not('isAwake'), target: 'released' } },
        },
        released: {},
      },
    },
    frozen: {
      on: {
        'page.shown': { target: 'visible', actions: ['wake', 'hurry'] },
        'page.resumed': { target: 'deciding', actions: ['wake', 'hurry'] },
        'page.restored': { target: 'deciding', actions: ['wake', 'hurry'] },
        'page.frozen': toFrozen,
        'page.left': toFrozen,
      },
    },
  },
});

/** What the device says of its network: `offline` is usually true, `online` proves nothing. */
export const network = trackerSetup.createStateConfig({
  initial: 'deciding',
  states: {
    deciding: { always: [{ guard: 'isPageOnline', target: 'online' }, { target: 'offline' }] },
    online: { on: { 'page.offline': { target: 'offline', actions: ['noteOffline', 'reschedule'] } } },
    offline: { on: { 'page.online': { target: 'online', actions: ['noteOnline', 'wake', 'hurry'] } } },
  },
});
