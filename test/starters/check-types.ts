import type { Project } from './project.js';

/** The compilers that `types/package.json` installs side by side. */
const compilers = ['typescript-5.5', 'typescript-5.9', 'typescript-6', 'typescript-7'];
const resolutions = [
  { module: 'ESNext', moduleResolution: 'bundler' },
  { module: 'Node16', moduleResolution: 'Node16' },
];

/** Checks the package's types, those of what it depends on included, with every compiler. */
export async function checkTypes(project: Project): Promise<void> {
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
