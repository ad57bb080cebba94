/*
 * `npm run package-check`: the packed package in other people's hands. Needs npm's registry, and some minutes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkNodes } from './node-check.js';
import { packInto } from './packed.js';
import { checkTypes } from './type-check.js';

const folder = mkdtempSync(join(tmpdir(), 'package-check-'));
try {
  const tarball = packInto(folder);
  const types = checkTypes(tarball, join(folder, 'types'));
  for (const { name, output } of types)
    console.log(output === undefined ? `ok      ${name}` : `FAILED  ${name}\n${output}`);
  const complaints = checkNodes(tarball, folder);
  for (const [version, words] of complaints) console.log(`FAILED  Node ${version}\n${words}`);
  if (complaints.size === 0) console.log('ok      Node 20.19, 22, 24: no warning');
  if (complaints.size > 0 || types.some(({ output }) => output !== undefined)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
