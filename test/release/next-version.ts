import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sectionOf, withIntroductionFirst } from './changelog.js';

export interface NextVersion {
  readonly version: string;
  /** What the changelog will say of it. */
  readonly changes: string;
}

/** Has Changesets work out the next version in a copy of what is committed. */
export function nextVersion(): NextVersion {
  const parent = mkdtempSync(join(tmpdir(), 'order-status-release-'));
  const folder = join(parent, 'tree');
  execFileSync('git', ['worktree', 'add', '--detach', folder, 'HEAD'], { stdio: 'ignore' });
  try {
    return applyChangesets(folder);
  } finally {
    execFileSync('git', ['worktree', 'remove', '--force', folder]);
    rmSync(parent, { recursive: true, force: true });
  }
}

/** Moves the files of .changeset into the changelog, and the version up. */
export function applyChangesets(folder: string): NextVersion {
  const file = join(folder, 'CHANGELOG.md');
  const before = readFileSync(file, 'utf8');
  const command = resolve('node_modules/@changesets/cli/bin.js');
  execFileSync(process.execPath, [command, 'version'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const changelog = withIntroductionFirst(before, readFileSync(file, 'utf8'));
  writeFileSync(file, changelog);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return { version, changes: sectionOf(changelog, version) ?? '' };
}
