/** Writes custom-elements.json, which describes the elements to editors: [--outdir <folder>]. */
import { runCommand } from './run-command.mjs';

const { code, output } = await runCommand([
  'cem',
  'analyze',
  '--litelement',
  '--globs',
  'src/elements/*.ts',
  '--exclude',
  'src/elements/*.events.ts',
  'src/elements/*.styles.ts',
  '--packagejson=false',
  ...process.argv.slice(2),
]);
if (code !== 0) console.error(output);
process.exitCode = code;
