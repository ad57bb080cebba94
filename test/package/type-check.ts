import { execFileSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { install } from './packed.js';

/** The oldest compiler that we promise, those between, and the newest. */
const compilers = ['5.5', '5.6', '5.7', '5.8', '5.9', '6', '7'];
const nodeNext = { module: 'NodeNext', moduleResolution: 'NodeNext' };
const pages = ['ES2022', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'];
/** Kinds of projects, with the files that are checked in each. */
const kinds = [
  { kind: 'NodeNext', options: nodeNext, files: ['*.ts', '*.tsx'] },
  { kind: 'Bundler', options: { module: 'ESNext', moduleResolution: 'Bundler' }, files: ['*.ts', '*.tsx'] },
  {
    kind: 'every strict option',
    options: { ...nodeNext, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
    files: ['entries/*'],
  },
  // The resolution that knows no `exports`. TypeScript 6 warns of it, 7 has it no more; not each framework's types know it.
  {
    kind: 'Node10',
    options: { module: 'ESNext', moduleResolution: 'Node10' },
    files: ['dom.ts', 'react.tsx', 'entries/*'],
    until: 5,
  },
  {
    kind: 'a server, without types of pages',
    options: { ...nodeNext, lib: ['ES2022'], types: ['node'] },
    files: ['servers/*'],
  },
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
    '@types/node@20',
    ...compilers.map((version) => `typescript-${version}@npm:typescript@${version}`),
  ]);
  cpSync('test/package/types', folder, { recursive: true, filter: (path) => !path.endsWith('tsconfig.json') });
  return compilers.flatMap((version) =>
    kinds
      .filter(({ until = Number.POSITIVE_INFINITY }) => Number.parseInt(version, 10) <= until)
      .map(({ kind, options, files }) => ({
        name: `TypeScript ${version}, ${kind}`,
        output: compile(folder, version, options, files),
      })),
  );
}

function compile(folder: string, version: string, options: object, include: readonly string[]): string | undefined {
  const compilerOptions = {
    target: 'ES2022',
    lib: pages,
    jsx: 'react-jsx',
    types: [],
    noEmit: true,
    strict: true,
    skipLibCheck: false,
    ...options,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include }));
  const compiler = join(folder, 'node_modules', `typescript-${version}`, 'bin', 'tsc');
  try {
    execFileSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
    return undefined;
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
}
