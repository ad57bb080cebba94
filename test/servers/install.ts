import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Place, RealServer } from './real-server.js';

const kept = join(tmpdir(), 'order-status-servers');

/** A server that cannot be had on this machine. */
export class NotInstalled extends Error {}

/**
 * Installs npm's packages into a folder that is kept, each set in one of its own, without running their scripts: what
 * these would fetch is not there. Debian's packages have to be there.
 */
export function install({ npm, debian, copies = [] }: RealServer, folder: string): Place['packages'] {
  const missing = debian?.filter((name) => !debianVersion(name)) ?? [];
  if (missing.length > 0) throw new NotInstalled(`apt-get install --no-install-recommends ${missing.join(' ')}`);
  const place = npm ? join(kept, nameOf(npm.packages).replace(/\W+/g, '-')) : folder;
  if (npm && !existsSync(join(place, 'installed'))) installByNpm(npm, place);
  for (const name of copies) copyFileSync(resolve('test/servers/programs', name), join(place, name));
  return place;
}

function installByNpm({ packages, overrides = {} }: NonNullable<RealServer['npm']>, place: string): void {
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'package.json'), JSON.stringify({ private: true, overrides }));
  // Some of them contradict each other about what is needed beside them.
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--force', '--loglevel=error'];
  try {
    execFileSync('npm', ['install', ...options, ...packages], { cwd: place, stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    const said = String(Reflect.get(Object(error), 'stderr'))
      .trim()
      .split('\n')[0];
    throw new NotInstalled(`npm install ${packages.join(' ')}: ${said}`);
  }
  writeFileSync(join(place, 'installed'), '');
}

/** The version that runs. */
export function versionOf({ npm, debian }: RealServer, packages: string): string {
  if (!npm) return debianVersion(debian?.[0] ?? '') ?? '';
  const file = join(packages, 'node_modules', nameOf(npm.packages), 'package.json');
  return String(JSON.parse(readFileSync(file, 'utf8')).version);
}

function nameOf([first = '']: readonly string[]): string {
  return first.replace(/(?<=.)@.*/, '');
}

function debianVersion(name: string): string | undefined {
  try {
    const said = execFileSync('dpkg-query', ['-s', name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return /^Status:.* installed$/m.test(said) ? /^Version: (?:\d+:)?([\d.]+)/m.exec(said)?.[1] : undefined;
  } catch {
    return undefined;
  }
}
