import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { context } from 'esbuild';
import { filesIn, root } from '../run-tests/project.mjs';

/** Everything that the dev server serves or runs. tsc and rollup never write here, nor is it ever tested. */
export const output = 'build/dev';

const common = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  sourcemap: 'linked',
  logLevel: 'warning',
  metafile: true,
};
const browser = { ...common, platform: 'browser', conditions: ['production'] };

/** Each bundle rebuilds what changed, from the sources: `server`, `pages`, what writes the `site`, and the files of the CDN. */
export async function createBundles() {
  return {
    server: await bundle({
      ...common,
      platform: 'node',
      packages: 'external',
      entryPoints: { server: 'test/support/dev-server/child.ts', cluster: 'test/support/empty-cluster.ts' },
      outdir: output,
    }),
    pages: await bundle({
      ...browser,
      entryPoints: filesIn('demo/pages', '.ts').filter((path) => !path.slice('demo/pages/'.length).includes('/')),
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
      outdir: join(output, 'assets'),
    }),
    site: await bundle({
      ...common,
      platform: 'node',
      packages: 'external',
      entryPoints: { site: 'demo/site/main.ts' },
      outdir: output,
    }),
    tracker: await bundle(cdn('order-status-tracker', 'define', [withoutSupabase])),
    trackerSupabase: await bundle(cdn('order-status-tracker-supabase', 'define')),
    board: await bundle(cdn('order-status-board', 'define-board')),
  };
}

async function bundle(options) {
  const building = await context(options);
  let inputs = new Set();
  return {
    /** Whether a changed file is part of it. */
    holds: (path) => inputs.has(path),
    /** @returns {Promise<boolean>} false if the code has mistakes; esbuild prints them */
    async rebuild() {
      try {
        const { metafile } = await building.rebuild();
        inputs = new Set(Object.keys(metafile.inputs));
        return true;
      } catch {
        return false;
      }
    },
    dispose: () => building.dispose(),
  };
}

/** A file of the CDN as in rollup.config.mjs, not minified. */
function cdn(name, entry, plugins = []) {
  return {
    ...browser,
    stdin: { contents: `import 'script-folder'; export * from './src/${entry}.ts';`, resolveDir: root, loader: 'ts' },
    outfile: join(output, 'cdn', `${name}.js`),
    plugins: [scriptFolder, ...plugins],
  };
}

/** Notes the script's folder before the elements start: their language and preset files lie beside the script. */
const scriptFolder = {
  name: 'script-folder',
  setup(build) {
    const contents = `
      import { findCdnFolder } from './src/elements/shared/cdn-folder.ts';
      findCdnFolder(import.meta.url);`;
    build.onResolve({ filter: /^script-folder$/ }, () => ({ path: 'script-folder', namespace: 'own' }));
    build.onLoad({ filter: /.*/, namespace: 'own' }, () => ({ contents, resolveDir: root, loader: 'ts' }));
  },
};

const withoutSupabase = {
  name: 'without-supabase',
  setup(build) {
    build.onResolve({ filter: /supabase-maker\.js$/ }, ({ resolveDir, path }) => {
      const absent = join(resolve(resolveDir, path), '..', 'supabase-absent.ts');
      if (!existsSync(absent)) throw new Error(`${basename(absent)} is not beside ${path}`);
      return { path: absent };
    });
  },
};
