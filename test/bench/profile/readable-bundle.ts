import { relative } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';

/** Our element in one script that keeps its names. */
export interface ReadableBundle {
  readonly code: string;
  /** The module that a line came from. */
  moduleAt(line: number): string;
}

export async function bundleReadably(input = 'build/src/define.js'): Promise<ReadableBundle> {
  const build = await rollup({
    input,
    plugins: [nodeResolve({ browser: true, exportConditions: ['production'] })],
    onwarn: () => {},
  });
  const { output } = await build.generate({ format: 'es', inlineDynamicImports: true });
  const [{ code, modules }] = output;
  const starts = Object.entries(modules)
    .flatMap(([id, module]) => {
      const at = module.code ? code.indexOf(module.code) : -1;
      return at < 0 ? [] : [{ name: nameOf(id), line: code.slice(0, at).split('\n').length - 1 }];
    })
    .sort((one, other) => other.line - one.line);
  return { code, moduleAt: (line) => starts.find((start) => start.line <= line)?.name ?? '(bundle)' };
}

function nameOf(id: string): string {
  return relative(process.cwd(), id)
    .replace(/^node_modules\//, '')
    .replace(/^build\/src\//, '');
}
