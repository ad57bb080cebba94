/*
 * Prints a script in one way, and says how well it compresses. Runs in threads of its own: see tightest-print.mjs.
 */
import { brotliCompressSync } from 'node:zlib';
import { minify } from 'terser';

/**
 * @param code a script that is minified already; `module`: whether its top level is its own
 * @param format how Terser writes it. `mangle`: how it names what is local
 */
export default async function printScript({ code, module, mangle, format }) {
  const printed = await minify(code, { ecma: 2022, module, compress: false, mangle, sourceMap: true, format });
  return { code: printed.code, map: printed.map, size: brotliCompressSync(printed.code).length };
}
