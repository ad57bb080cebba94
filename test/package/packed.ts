import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packs the package, as `npm publish` would. @returns the path of the tarball */
export function packInto(folder: string): string {
  const output = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { encoding: 'utf8' });
  const [packed] = JSON.parse(output) as readonly { readonly filename: string }[];
  if (!packed) throw new Error('npm pack has packed nothing');
  return join(folder, packed.filename);
}

/** The paths of what the package has in it. */
export function packedFiles(): readonly string[] {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json'], { encoding: 'utf8' });
  const [packed] = JSON.parse(output) as readonly { readonly files: readonly { readonly path: string }[] }[];
  return packed?.files.map(({ path }) => path) ?? [];
}

/** A project of its own with these packages. @returns what npm said */
export function install(folder: string, packages: readonly string[], npm = ['npm']): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const [program = 'npm', ...args] = npm;
  return execFileSync(
    'sh',
    ['-c', '"$0" "$@" 2>&1', program, ...args, 'install', '--no-audit', '--no-fund', ...packages],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
}
