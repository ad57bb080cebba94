import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that contains package.json. It is searched upwards, because the compiled file has another depth. */
export const projectRoot = findProjectRoot(dirname(fileURLToPath(import.meta.url)));

function findProjectRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('No package.json was found above the demo server. Run it inside its project.');
  return findProjectRoot(parent);
}

/** A path inside the project. */
export function projectPath(...parts: readonly string[]): string {
  return join(projectRoot, ...parts);
}
