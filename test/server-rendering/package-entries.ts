import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

interface PackageJson {
  readonly exports: Readonly<Record<string, { readonly default: string } | string | null>>;
}

/**
 * The modules that a project can import from the package, as paths in its folder without their ending: whatever
 * `package.json` exports, so that no entry is forgotten. What is none stands there as a text: data, the files for CDNs,
 * the service worker.
 *
 * @param folder `dist`, or where the compiler has put the sources: there are no whole languages
 */
export function packageEntries(folder: string): readonly string[] {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as PackageJson;
  return Object.values(exports)
    .flatMap((entry) => (entry && typeof entry === 'object' ? [entry.default.replace('./dist/', '')] : []))
    .flatMap((path) => (path.includes('*') ? filesOf(folder, path) : [path]))
    .map((path) => path.replace(/\.js$/, ''));
}

/** The files that a path with an asterisk stands for. */
function filesOf(folder: string, path: string): readonly string[] {
  const [inner, ending] = [dirname(path), basename(path).slice(1)];
  if (!existsSync(join(folder, inner))) return [];
  const names = readdirSync(join(folder, inner)).filter((name) => name.endsWith(ending));
  return names.map((name) => `${inner}/${name}`);
}
