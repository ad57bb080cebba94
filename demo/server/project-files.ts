import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, wherever this file was compiled to. */
export const projectRoot = findProjectRoot(dirname(fileURLToPath(import.meta.url)));

function findProjectRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The demo server must lie inside its project: no package.json above it.');
  return findProjectRoot(parent);
}

/** A path inside the project. */
export function projectPath(...parts: readonly string[]): string {
  return join(projectRoot, ...parts);
}
