import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { allCommands, freshModel } from './commands.js';
import { Play } from './play.js';
import { kinds, type WorldKind } from './world/kinds.js';

const day = 86_400_000;
const { SOAK_RUNS, PBT_SEED, PBT_PATH } = process.env;

type Commands = Iterable<fc.AsyncCommand<ReturnType<typeof freshModel>, Play>>;

/** Runs the commands with a wrong server clock. Returns what each tab painted, from each change on. */
async function trace(kind: WorldKind, seed: number, commands: Commands, clockOffset: number): Promise<string[]> {
  const play = new Play({ kind, seed });
  const seen: string[] = [];
  const painted = new Map<object, string>();
  const { inspect } = play.world;
  play.world.inspect = (guest, snapshot) => {
    inspect(guest, snapshot);
    const { connectionStatus, orderStatus, order } = snapshot;
    const state = `${connectionStatus} ${orderStatus} ${order?.epoch} ${order?.version}`;
    // The device's own clock may be compared anew meanwhile: the same is painted again.
    if (state !== painted.get(guest)) seen.push(`${play.world.now}: ${state}`);
    painted.set(guest, state);
  };
  play.world.origin.clockOffset = clockOffset;
  try {
    play.world.open('A1');
    await play.settle();
    await fc.asyncModelRun(() => ({ model: freshModel(), real: play }), commands);
    await play.expectRecovery();
  } finally {
    await play.end();
  }
  return seen;
}

describe("the server's clock", () => {
  it('does not change what the tracker shows, when it is wrong by a day', async () => {
    const commands = fc.commands(allCommands, { maxCommands: 40, size: 'max' });
    const offsets = fc.constantFrom(-day, day);
    const property = fc.asyncProperty(
      fc.constantFrom(...kinds),
      fc.nat(),
      commands,
      offsets,
      async (kind, seed, chosen, offset) => {
        const right = await trace(kind, seed, chosen, 0);
        assert.deepEqual(await trace(kind, seed, chosen, offset), right);
      },
    );
    await fc.assert(property, {
      numRuns: Math.ceil(Number(SOAK_RUNS ?? 200) / 8),
      includeErrorInReport: true,
      ...(PBT_SEED !== undefined && { seed: Number(PBT_SEED) }),
      ...(PBT_PATH !== undefined && { path: PBT_PATH }),
    });
  });
});
