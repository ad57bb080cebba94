import { readFile } from 'node:fs/promises';
import { browserClock } from '../environment/browser-environment.js';
import { oldNodeNotice } from './old-node.js';
import { run } from './run.js';
import { usualLimits } from './world.js';

/*
 * The command `order-status-tracker`. Rollup makes dist/doctor.js of it, which lies beside the folder cdn.
 */

const folder = new URL('./cdn/', import.meta.url);

const notice = oldNodeNotice(process.versions.node);
if (notice) console.error(notice);

// Not awaited here: in the bundle, parts on demand stand behind this module, and would wait for its end.
run(
  process.argv.slice(2),
  {
    fetch,
    limits: usualLimits,
    timers: browserClock,
    loadFile: (path) => readFile(new URL(path, folder), 'utf8').then(JSON.parse, () => undefined),
  },
  {
    print: (text) => console.log(text),
    printError: (text) => console.error(text),
    isColoured: process.stdout.isTTY === true && !process.env.NO_COLOR,
    readFile: (name) => readFile(name, 'utf8').catch(() => undefined),
  },
).then(
  // Connections that are kept alive must not hold the command back.
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(2);
  },
);
