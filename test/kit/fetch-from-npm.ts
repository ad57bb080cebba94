import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';

/** A program could not be fetched. */
export class NotFetched extends Error {
  override readonly name = 'NotFetched';
}

/**
 * Fetches a package from npm, once, for `npm run kit` alone. Throws `NotFetched`.
 *
 * @param name what it is called in messages
 * @param program the file that it is fetched for
 * @param folder where it is kept
 * @param more words for `npm install`
 * @returns whether it was fetched now
 */
export function fetchFromNpm(
  spec: string,
  name: string,
  program: string,
  folder: string,
  env: NodeJS.ProcessEnv = process.env,
  more: readonly string[] = [],
): boolean {
  if (existsSync(program)) return false;
  console.log(`Fetching ${name} …`);
  mkdirSync(folder, { recursive: true });
  const words = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--no-save', ...more, spec];
  const { status } = spawnSync('npm', words, { env, stdio: 'ignore' });
  if (status === 0 && existsSync(program)) return true;
  rmSync(folder, { recursive: true, force: true });
  throw new NotFetched(
    `${name} could not be fetched. \`npm run kit\` needs the network and npm for it, the first time.`,
  );
}
