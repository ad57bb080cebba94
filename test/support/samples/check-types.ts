import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TypedSample {
  readonly place: string;
  /** `ts`, `tsx`, `js` or `jsx`. */
  readonly ending: string;
  readonly code: string;
}

const folder = 'build/samples';

/** What JavaScript may leave open and TypeScript not: types of parameters, and whether something is there. */
const strictOnly = ['TS2531', 'TS2532', 'TS7005', 'TS7006', 'TS7031', 'TS7034', 'TS18046', 'TS18047', 'TS18048'];

/** What samples use and other pieces of the same page have made: the element, and functions of the reader's own. */
const given = `
import type { OrderStatusTracker } from 'order-status-tracker';
declare global {
  const tracker: OrderStatusTracker;
  const order: unknown;
  function save(orderId: string, rating: number): void;
  function openReceipt(orderId: string): void;
  function ringTheKitchen(orderId: string): Promise<void>;
  function draw(snapshot: unknown): void;
  /** The component that the registry's item puts into a project. */
  function OrderStatus(props: import('order-status-tracker/react').OrderStatusTrackerProps): import('react').ReactElement;
  interface Window { billingEmail: string }
}
`;

/** Modules that only the bundles have, which may not be built. */
const built = `
declare module 'order-status-tracker/cdn/*';
declare module 'order-status-tracker/locales/*' {
  import type { Locale } from 'order-status-tracker';
  const locale: Locale;
  export default locale;
}
`;

/** Compiles all samples in one program, against the sources. Returns what the compiler says, one line for each mistake. */
export function checkTypes(samples: readonly TypedSample[]): readonly string[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'given.ts'), given);
  writeFileSync(join(folder, 'built.d.ts'), built);
  for (const [index, { ending, code }] of samples.entries()) {
    // Each is a module of its own, so that names of one mean nothing to another.
    writeFileSync(join(folder, `${index}.${ending}`), `${withPackageNames(code)}\nexport {};\n`);
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings()));
  const { stdout } = spawnSync(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '-p', folder, '--pretty', 'false'],
    {
      encoding: 'utf8',
    },
  );
  return stdout.split('\n').flatMap((line) => {
    const [, name, row, code, words] = /^(.*?)\((\d+),\d+\): error (TS\d+): (.*)$/.exec(line) ?? [];
    if (name === undefined) return /error TS/.test(line) ? [line] : [];
    const index = /build\/samples\/(\d+)\.(\w+)$/.exec(name);
    const sample = samples[Number(index?.[1])];
    if (index === null || sample === undefined) return [line];
    if (index[2]?.startsWith('js') && isStrictOnly(code, words)) return [];
    return [`${sample.place}, line ${row} of the sample: ${words}`];
  });
}

function isStrictOnly(code = '', words = ''): boolean {
  return strictOnly.includes(code) || /\| (null|undefined)' is not assignable to/.test(words);
}

/** A file of ours that is imported by its address is the module of the same name. */
function withPackageNames(code: string): string {
  return code.replace(/\bfrom '(?:https?:\/)?\/[^']*?([\w-]+)\.js'/g, (_, name: string) =>
    name === 'order-status-tracker' ? `from '${name}'` : `from 'order-status-tracker/${name}'`,
  );
}

function settings(): object {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    exports: Readonly<Record<string, { readonly types?: string } | string | null>>;
  };
  const paths = Object.entries(exports).flatMap(([name, target]) => {
    const types = typeof target === 'string' ? undefined : target?.types;
    if (!types?.endsWith('.d.ts')) return [];
    return [
      [`order-status-tracker${name.slice(1)}`, [types.replace('./dist/', '../../src/').replace(/\.d\.ts$/, '.ts')]],
    ];
  });
  return {
    extends: '../../tsconfig.json',
    compilerOptions: {
      rootDir: '../..',
      noEmit: true,
      incremental: false,
      allowJs: true,
      checkJs: true,
      jsx: 'react-jsx',
      module: 'ESNext',
      moduleResolution: 'bundler',
      types: ['node'],
      noUnusedLocals: false,
      noUnusedParameters: false,
      exactOptionalPropertyTypes: false,
      verbatimModuleSyntax: false,
      paths: Object.fromEntries(paths) as object,
    },
    include: ['./*'],
    exclude: [],
  };
}
