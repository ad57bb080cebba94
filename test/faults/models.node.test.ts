import { describe, it } from 'node:test';
import fc from 'fast-check';
import { allCommands, freshModel } from './commands.js';
import { Play } from './play.js';
import { kinds } from './world/kinds.js';

const { SOAK_RUNS, PBT_SEED, PBT_PATH, PBT_REPLAY } = process.env;

let current: Play | undefined;
// An error outside any promise chain is recorded as a fault of the current run, so that fast-check can shrink the run.
process.on('unhandledRejection', (reason) => current?.world.faults.push(`I15: unhandled: ${String(reason)}`));
process.on('uncaughtException', (reason) => current?.world.faults.push(`I15: uncaught: ${String(reason)}`));
globalThis.reportError = (error) => void current?.world.faults.push(`I15: reported: ${String(error)}`);

describe('the tracker under random commands (model-based test)', () => {
  it('never violates an invariant, and shows the current order again after all faults have ended', async () => {
    const commands = fc.commands(allCommands, {
      maxCommands: 80,
      size: 'max',
      ...(PBT_REPLAY !== undefined && { replayPath: PBT_REPLAY }),
    });
    const property = fc.asyncProperty(fc.constantFrom(...kinds), fc.nat(), commands, async (kind, seed, chosen) => {
      const play = new Play({ kind, seed });
      current = play;
      try {
        play.world.open('A1');
        await play.settle();
        await fc.asyncModelRun(() => ({ model: freshModel(), real: play }), chosen);
        await play.expectRecovery();
        await play.expectSilence();
      } finally {
        await play.end();
      }
    });
    await fc.assert(property, {
      numRuns: Number(SOAK_RUNS ?? 320),
      includeErrorInReport: true,
      ...(PBT_SEED !== undefined && { seed: Number(PBT_SEED) }),
      ...(PBT_PATH !== undefined && { path: PBT_PATH }),
    });
  });
});
