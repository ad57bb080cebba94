import type { OrderPatch } from '../../order/order.js';
import type { CheckContext } from '../check-context.js';
import { pause } from '../page/time-limit.js';
import { addVersionMissing, readPatch } from '../payload-checks.js';
import { checkRetryAfter } from './exchange-checks.js';
import { type ObservedRead, type Reader, readOrder } from './read-order.js';

/** Reads of the same order beside the first one. */
const furtherReads = 3;

/** Reads the order some more times, at the pace of a guest who comes back to the page, and compares the answers. */
export async function checkRepeatedReads(
  context: CheckContext,
  first: ObservedRead,
  reader: Reader,
): Promise<readonly ObservedRead[]> {
  const { setup, world } = context;
  const reads = [first];
  for (let read = 0; read < furtherReads; read += 1) {
    await pause(world.timers, world.limits.pause);
    reads.push(await readOrder(context, reader));
  }
  const refused = reads.find(({ exchange }) => [429, 503].includes(exchange.answer?.status ?? 0));
  if (refused) {
    context.report(
      'rate-limited',
      `The server answered ${refused.exchange.answer?.status} to ${reads.length} reads within ${Math.round((furtherReads * world.limits.pause) / 1_000)} s. A guest who returns to the page asks once in 2 s.`,
      'Let each guest read once in 2 s for a while; count by order, as guests in a restaurant share one address.',
    );
    checkRetryAfter(context, refused.exchange);
  }
  const failed = reads.find(({ failure, exchange }) => failure && exchange !== refused?.exchange);
  if (failed?.failure && !refused) {
    context.report(
      'connection-broken',
      `The same read worked, and then failed: ${failed.failure.reason}`,
      'Look for one of several servers that is broken, or for a limit.',
    );
  }
  const patches = reads.flatMap(({ payload }) => readPatch(payload, setup) ?? []);
  checkVersions(context, patches);
  return reads;
}

/** Whether versions go the way of time. Exported for what else brings versions. */
export function checkVersions(context: CheckContext, patches: readonly OrderPatch[]): void {
  const numbered = patches.filter(({ version }) => typeof version === 'number');
  const known = numbered.map(({ version }) => Number(version));
  // Another epoch begins to count again.
  const fallen = known.findIndex(
    (version, index) =>
      version < (known[index - 1] ?? version) && numbered[index]?.epoch === numbered[index - 1]?.epoch,
  );
  if (fallen > 0) {
    context.report(
      'version-falls',
      `The version went from ${known[fallen - 1]} to ${known[fallen]}: the tracker takes the second answer for an old one, and is not live for up to 75 s.`,
      'Let the database raise the version. If several servers answer, let them read the same data. A counter that begins again needs another "epoch".',
    );
    return;
  }
  const epochs = patches.flatMap(({ epoch }) => epoch ?? []);
  if (epochs.length > 2 && new Set(epochs).size === epochs.length) {
    context.report(
      'version-per-answer',
      `The epoch is another one with each answer (${epochs[0]}, ${epochs[1]}): each answer throws away what was known.`,
      'Send another epoch only when the counter of versions begins again.',
    );
    return;
  }
  if (isPerAnswer(patches)) {
    const what = known.length > 0 ? 'version' : 'updated_at';
    context.report(
      'version-per-answer',
      `The ${what} is another one with each answer, while nothing else changes: it is made when the server answers, and does not tell which answer is newer.`,
      `Store the ${what} with the order, and raise it only when the order changes.`,
    );
    return;
  }
  if (known.length === 0 && patches.length > 0) {
    addVersionMissing(context);
    checkFlips(context, patches);
    return;
  }
  if (known.length > 1) context.report('versions-rise', 'Versions do not go back.');
}

/** Whether version or time is another one each time, and all else the same. */
function isPerAnswer(patches: readonly OrderPatch[]): boolean {
  if (patches.length < 3) return false;
  const marks = patches.map(({ version, updatedAt }) => version ?? updatedAt?.getTime());
  const rest = patches.map(({ version: _, updatedAt: _at, ...others }) => JSON.stringify(others));
  return !marks.includes(undefined) && new Set(marks).size === marks.length && new Set(rest).size === 1;
}

function checkFlips(context: CheckContext, patches: readonly OrderPatch[]): void {
  const words = patches.map(({ status }) => status);
  const back = words.findIndex(
    (word, index) => index > 1 && word !== words[index - 1] && words.slice(0, index - 1).includes(word),
  );
  if (back < 0) return;
  context.report(
    'status-flips',
    `The status went ${words.join(', ')}: two servers seem to answer, and one has old data.`,
    'Let all servers read the same data, and send a version.',
  );
}
