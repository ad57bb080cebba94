import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from './project.js';

/** The compilers that `types/package.json` installs side by side. */
const compilers = ['typescript-5.5', 'typescript-5.9', 'typescript-6', 'typescript-7'];
const resolutions = [
  { module: 'ESNext', moduleResolution: 'bundler' },
  { module: 'Node16', moduleResolution: 'Node16' },
];

/** Checks the types of every entry of the package, and of what it depends on, with every compiler. */
export async function checkTypes(project: Project): Promise<void> {
  const imports = typedEntries(join(project.folder, 'node_modules', 'order-status-tracker'));
  const lines = imports.map((entry, index) => `export * as entry${index} from '${entry}';\n`);
  writeFileSync(join(project.folder, 'every-entry.ts'), lines.join(''));
  const failures: string[] = [];
  for (const compiler of compilers)
    for (const { module, moduleResolution } of resolutions) {
      const options = ['--module', module, '--moduleResolution', moduleResolution];
      await project
        .run(process.execPath, `node_modules/${compiler}/bin/tsc`, '-p', '.', ...options)
        .catch(() => failures.push(`${compiler}, ${moduleResolution}`));
    }
  if (failures.length > 0) throw new Error(`errors with ${failures.join('; ')}`);
}

/** What can be imported with types, by the package's `exports`; of a pattern, each file that it fits and nothing hides. */
function typedEntries(folder: string): string[] {
  const { name, exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    exports: Record<string, string | null | { types?: string }>;
  };
  return Object.entries(exports).flatMap(([entry, target]) => {
    if (target === null || typeof target === 'string' || !target.types) return [];
    const [before = '', after] = target.types.split('*');
    if (after === undefined) return [join(name, entry)];
    return readdirSync(join(folder, before))
      .filter((file) => file.endsWith(after))
      .map((file) => entry.replace('*', file.slice(0, -after.length)))
      .filter((path) => exports[path] !== null)
      .map((path) => join(name, path));
  });
}
