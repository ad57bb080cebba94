/*
 * Prints a script in several ways that are the same to it, and not to Brotli: which one is smaller changes with every
 * edit, by up to 200 bytes. As many are tried at once as the machine has cores.
 */
import { availableParallelism } from 'node:os';
import Tinypool from 'tinypool';

/** Names for what is local. Given once more, they go by how often each is met in the whole file. */
const names = [false, true, { reserved: ['e'] }, { reserved: ['t'] }, { reserved: ['e', 't'] }];
const formats = [{ semicolons: false }, { quote_style: 1 }, { keep_numbers: true }];

let threads;
let users = 0;

/** Threads for as long as there is something to print: one that is left idle may keep the process from ending. */
async function withThreads(use) {
  threads ??= new Tinypool({
    filename: new URL('print-script.mjs', import.meta.url).href,
    maxThreads: availableParallelism(),
  });
  users++;
  try {
    return await use(threads);
  } finally {
    users--;
    if (users === 0) {
      const unused = threads;
      threads = undefined;
      await unused.destroy();
    }
  }
}

/**
 * @param chunk `isEntry`: whether it is a first load; parts are printed once. `module`: whether its top level is its own
 */
export function tightestPrint(code, preamble, chunk) {
  return withThreads((pool) => smallestOf(pool, code, preamble, chunk));
}

async function smallestOf(pool, code, preamble, { isEntry, module }) {
  const print = (mangle, format = {}) =>
    pool.run({ code, module, mangle, format: { preamble, ...format } }).then((printed) => ({ ...printed, mangle }));
  const named = await Promise.all((isEntry ? names : [false]).map((mangle) => print(mangle)));
  // Not each with each: the names of the two best tell which are worth it.
  const written = isEntry
    ? await Promise.all(
        sorted(named)
          .slice(0, 2)
          .flatMap(({ mangle }) => formats.map((format) => print(mangle, format))),
      )
    : [];
  const [best] = sorted([...named, ...written]);
  return { code: best.code, map: JSON.parse(best.map) };
}

const sorted = (printed) => [...printed].sort((one, other) => one.size - other.size);
