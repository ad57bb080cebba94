import fc from 'fast-check';
import { command, is, isRunning, type PlayCommand } from './command.js';

/** Commands of the guest and of the browser that affect the page. */
export const page: fc.Arbitrary<PlayCommand>[] = [
  fc.constant(
    command(
      'hide',
      ({ guest }, model) => {
        model.page = 'hidden';
        guest.tab.tell('hidden');
      },
      is('visible'),
    ),
  ),
  fc.constant(
    command(
      'show',
      ({ guest }, model) => {
        model.page = 'visible';
        guest.tab.tell('shown');
      },
      is('hidden'),
    ),
  ),
  fc.constant(command('focus', ({ guest }) => guest.tab.tell('focused'), is('visible'))),
  fc.constant(
    command(
      'freeze',
      ({ guest }, model) => {
        model.page = 'frozen';
        guest.tab.freeze();
      },
      is('hidden'),
    ),
  ),
  fc.constant(
    command(
      'resume',
      ({ guest }, model) => {
        model.page = 'hidden';
        guest.tab.resume();
      },
      is('frozen'),
    ),
  ),
  fc.constant(
    command(
      'leave the page',
      ({ guest }, model) => {
        model.page = 'cached';
        guest.tab.leave();
      },
      is('visible'),
    ),
  ),
  fc.constant(
    command(
      'come back to the page',
      ({ guest }, model) => {
        model.page = 'visible';
        guest.tab.restore();
      },
      is('cached'),
    ),
  ),
  fc.constant(
    command('reload', ({ guest, world }, model) => {
      model.page = 'visible';
      world.reload(guest.tab);
    }),
  ),
  fc.constant(
    command(
      'a second tab',
      ({ world }, model) => {
        model.tabs += 1;
        world.open('A1');
      },
      ({ tabs }) => tabs < 2,
    ),
  ),
  fc.constant(
    command(
      'unmount',
      ({ guest, world }, model) => {
        model.isMounted = false;
        guest.unmount();
        return world.pass(0);
      },
      (model) => model.isMounted && isRunning(model),
    ),
  ),
  fc.constant(
    command(
      'mount',
      ({ guest }, model) => {
        model.isMounted = true;
        guest.mount();
      },
      (model) => !model.isMounted && isRunning(model),
    ),
  ),
  fc.constant(
    command(
      'move',
      ({ guest }) => guest.move(),
      (model) => model.isMounted && isRunning(model),
    ),
  ),
  fc.constantFrom('A1', 'B2', 'C3').map((id) => command(`follow ${id}`, ({ guest }) => guest.setOrder(id), isRunning)),
  fc.constant(command('refresh', (play) => play.refresh(), isRunning)),
  fc.constant(
    command(
      'retry',
      (play) => play.retry(),
      (model) => model.isMounted && isRunning(model),
    ),
  ),
  fc.boolean().map((awake) => command(`keep awake: ${awake}`, ({ guest }) => guest.keepAwake(awake), isRunning)),
  fc.boolean().map((denied) => command(`storage denied: ${denied}`, ({ world }) => world.device.deny(denied))),
];
