import { execFileSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { install } from './packed.js';

/** The oldest compiler that we promise, those between, and the newest. */
const compilers = ['5.5', '5.6', '5.7', '5.8', '5.9', '6', '7'];
const resolutions = [
  { module: 'NodeNext', moduleResolution: 'NodeNext' },
  { module: 'ESNext', moduleResolution: 'Bundler' },
];
const frameworks = ['preact@11', 'solid-js@1', 'svelte@5', 'vue@3', '@types/react@19', '@types/react-dom@19'];

/** One check: what was checked, and the compiler's words where it failed. */
export interface TypeCheck {
  readonly name: string;
  readonly output: string | undefined;
}

/**
 * Checks all entries of the packed package, and what the templates of frameworks accept and refuse, with each compiler and
 * `skipLibCheck: false`. Needs npm's registry; some minutes.
 */
export function checkTypes(tarball: string, folder: string): readonly TypeCheck[] {
  install(folder, [
    tarball,
    ...frameworks,
    ...compilers.map((version) => `typescript-${version}@npm:typescript@${version}`),
  ]);
  cpSync('test/package/types', folder, { recursive: true, filter: (path) => !path.endsWith('tsconfig.json') });
  return compilers.flatMap((version) =>
    resolutions.map((resolution) => ({
      name: `TypeScript ${version}, ${resolution.moduleResolution}`,
      output: compile(folder, version, resolution),
    })),
  );
}

function compile(folder: string, version: string, resolution: object): string | undefined {
  const compilerOptions = {
    target: 'ES2022',
    lib: ['ES2022', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
    jsx: 'react-jsx',
    types: [],
    noEmit: true,
    strict: true,
    skipLibCheck: false,
    ...resolution,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts', '*.tsx'] }));
  const compiler = join(folder, 'node_modules', `typescript-${version}`, 'bin', 'tsc');
  try {
    execFileSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
    return undefined;
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
}
