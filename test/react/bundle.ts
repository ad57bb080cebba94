import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

/** A version of React, as developers and as guests load it. */
export interface ReactBuild {
  readonly version: '17' | '18' | '19';
  readonly mode: 'development' | 'production';
}

export const reactBuilds: readonly ReactBuild[] = [
  { version: '19', mode: 'development' },
  { version: '19', mode: 'production' },
  { version: '18', mode: 'development' },
  { version: '18', mode: 'production' },
  { version: '17', mode: 'development' },
];

const folder = resolve('build/test/react/page');

/** The cases with this React, as one module. */
export async function bundleForBrowser(react: ReactBuild): Promise<string> {
  const { outputFiles } = await build({
    ...common(react),
    entryPoints: [join(folder, 'main.js')],
    platform: 'browser',
    format: 'esm',
    write: false,
  });
  return outputFiles.map(({ text }) => text).join('');
}

/** What a server sends of `server-page.ts`, and what is written to its console meanwhile. */
export async function renderOnServer(react: ReactBuild): Promise<{ html: string; lines: readonly string[] }> {
  const outfile = resolve(`build/test/react/server-${react.version}-${react.mode}.cjs`);
  await build({
    ...common(react),
    entryPoints: [join(folder, 'server.js')],
    platform: 'node',
    format: 'cjs',
    outfile,
  });
  const lines: string[] = [];
  const { error, warn } = console;
  console.error = (...words) => lines.push(words.join(' '));
  console.warn = console.error;
  try {
    const { html } = createRequire(import.meta.url)(outfile) as { html: string };
    return { html, lines };
  } finally {
    Object.assign(console, { error, warn });
  }
}

/** An alias counts for React's own modules as well, so that each version finds itself. */
function common({ version, mode }: ReactBuild): BuildOptions & { write?: false } {
  const alias = version === '19' ? {} : { react: `react-${version}`, 'react-dom': `react-dom-${version}` };
  const client = version === '17' && { 'react-dom/client': join(folder, 'react-17-client.js') };
  return {
    bundle: true,
    alias: { ...client, ...alias, '@lit/react': resolve('node_modules/@lit/react/index.js') },
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    // Files of `build/` that are imported for what they do are not named in package.json.
    ignoreAnnotations: true,
    logLevel: 'error',
  };
}
