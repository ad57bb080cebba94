import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import commonjsModule from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terserModule from '@rollup/plugin-terser';
import { rollup } from 'rollup';

// The types of these plugins describe CommonJS, where the default export is the module itself.
const commonjs = commonjsModule as unknown as typeof commonjsModule.default;
const terser = terserModule as unknown as typeof terserModule.default;

const contestants = 'build/test/bench/contestants';

/** The scripts of a contestant's page, and their size. */
export interface Contestant {
  readonly name: string;
  readonly scripts: readonly string[];
  /** The size in bytes, compressed with brotli. */
  readonly bytes: number;
  readonly parameters: string;
}

/** Builds all contestants. Each is bundled and minified in the same way. */
export async function buildContestants(): Promise<readonly Contestant[]> {
  const ours = await bundle(`${contestants}/ours.js`);
  const base = readFileSync('dist/cdn/order-status-tracker.js', 'utf8');
  const withSupabase = readFileSync('dist/cdn/order-status-tracker-supabase.js', 'utf8');
  return [
    contestant('floor: bare Lit element, WebSocket', [await bundle(`${contestants}/floor.js`)]),
    contestant('ours, WebSocket', [base, ours]),
    contestant('ours, Supabase', [withSupabase, ours], '&transport=supabase'),
    contestant('usual: React, motion, supabase-js', [await bundle(`${contestants}/usual.js`)]),
  ];
}

function contestant(name: string, scripts: readonly string[], parameters = ''): Contestant {
  const bytes = scripts.reduce((sum, script) => sum + brotliCompressSync(script).length, 0);
  return { name, scripts, bytes, parameters };
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
