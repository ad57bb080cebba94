import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** A file of a Debian package, which is installed where that is possible. @throws Error that says what to install */
export function debianFile(name: string, path: string): string {
  if (!existsSync(path) && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const install = () =>
      spawnSync('apt-get', ['install', '-y', '--no-install-recommends', name], { env, stdio: 'ignore' }).status === 0;
    if (!install()) {
      spawnSync('apt-get', ['update'], { env, stdio: 'ignore' });
      install();
    }
  }
  if (!existsSync(path)) throw new Error(`${path} is missing: apt-get install ${name}`);
  return path;
}
