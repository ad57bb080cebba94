import { existsSync, readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import commonjsModule from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terserModule from '@rollup/plugin-terser';
import { rollup } from 'rollup';

// The types of these plugins describe CommonJS, where the default export is the module itself.
const commonjs = commonjsModule as unknown as typeof commonjsModule.default;
const terser = terserModule as unknown as typeof terserModule.default;

/** Scripts and data by their path on the bench's server. */
export type Files = (path: string) => string | undefined;

/** The packages' files as `dist/` has them, and the other contestants, bundled and minified in the usual way. */
export async function buildContestants(others: readonly ('floor' | 'usual')[] = ['floor', 'usual']): Promise<Files> {
  const built = new Map<string, string>();
  for (const name of others) built.set(`/${name}.js`, await bundle(`build/test/bench/contestants/${name}.js`));
  return (path) => built.get(path) ?? distFile(path);
}

/** A file of dist/cdn. Its scripts may import others beside them, now or on demand. */
function distFile(path: string): string | undefined {
  const file = `dist${path}`;
  const isFile = /^\/cdn\/[\w./-]+\.(js|json)$/.test(path) && !path.includes('..') && existsSync(file);
  return isFile ? readFileSync(file, 'utf8') : undefined;
}

/** Bundles a page's script into one file. In development mode libraries check how they are used. */
export async function bundle(input: string, mode: 'production' | 'development' = 'production'): Promise<string> {
  const build = await rollup({
    input,
    plugins: [nodeResolve({ browser: true, exportConditions: [mode] }), commonjs()],
    onwarn: () => {},
  });
  const { output } = await build.generate({
    format: 'es',
    inlineDynamicImports: true,
    plugins: [terser({ module: true, ecma: 2020, compress: { global_defs: { 'process.env.NODE_ENV': mode } } })],
  });
  return output[0].code;
}

/** The bytes that a page downloads before its script can run: an entry and what it imports statically, by brotli. */
export function firstLoadBytes(files: Files, entry: string): number {
  const seen = new Set<string>();
  const visit = (path: string): number => {
    if (seen.has(path)) return 0;
    seen.add(path);
    const code = files(path);
    if (code === undefined) throw new Error(`There is no ${path}.`);
    const imports = code.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+)["']/g);
    const nested = [...imports].map(([, specifier = '']) => visit(new URL(specifier, `http://bench${path}`).pathname));
    return nested.reduce((sum, bytes) => sum + bytes, brotliCompressSync(code).length);
  };
  return visit(entry);
}
