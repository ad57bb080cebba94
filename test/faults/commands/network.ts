import fc from 'fast-check';
import { command, type PlayCommand } from './command.js';

/** Commands for faults of the network between the device and the servers. */
export const network: fc.Arbitrary<PlayCommand>[] = [
  fc.tuple(fc.boolean(), fc.boolean()).map(([up, down]) =>
    command(
      `route: up ${up}, down ${down}`,
      ({ world }) => {
        world.network.isUplinkOpen = up;
        world.network.isDownlinkOpen = down;
        world.network.resume();
      },
      ({ isUnplugged }) => !isUnplugged,
    ),
  ),
  fc.constant(
    command('connections are reset', ({ world }) => {
      for (const { socket } of [...world.server.sockets]) socket.reset();
    }),
  ),
  fc
    .tuple(fc.constantFrom(500, 3_000, 10_000), fc.constantFrom(7_000, 14_000))
    .map(([down, lost]) =>
      command(`the database restarts: ${down} ms away, changes lost for ${lost} ms`, ({ world }) =>
        world.server.restartDatabase(down, lost),
      ),
    ),
  fc
    .constantFrom(1_000, 20_000)
    .map((ms) => command(`changes are dropped for ${ms} ms`, ({ world }) => world.server.dropChanges(ms))),
  fc.boolean().map((refuses) =>
    command(`port refuses: ${refuses}`, ({ world }) => {
      world.network.refuses = refuses;
    }),
  ),
  fc.boolean().map((silent) =>
    command(`port accepts silently: ${silent}`, ({ world }) => {
      world.network.acceptsSilently = silent;
    }),
  ),
  fc
    .tuple(fc.constantFrom(5, 20, 400, 3_000), fc.constantFrom(0, 200, 2_000))
    .map(([latency, wobble]) =>
      command(`latency ${latency} + ${wobble}`, ({ world }) => void Object.assign(world.network, { latency, wobble })),
    ),
  fc.constant(
    command(
      'the device loses its network',
      ({ world }, model) => {
        model.isUnplugged = true;
        world.unplug();
      },
      ({ isUnplugged }) => !isUnplugged,
    ),
  ),
  fc.constant(
    command(
      'the device has its network back',
      ({ world }, model) => {
        model.isUnplugged = false;
        world.plugIn();
      },
      ({ isUnplugged }) => isUnplugged,
    ),
  ),
  fc
    .constantFrom('online' as const, 'offline' as const)
    .map((event) => command(`the browser says ${event}, wrongly`, ({ world }) => world.device.tell(event))),
];
