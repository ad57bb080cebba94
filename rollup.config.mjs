import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { copiesInParts } from './test/support/bundles/copies-in-parts.mjs';
import { integrity } from './test/support/bundles/integrity.mjs';
import { jsonOf } from './test/support/bundles/json-of.mjs';
import { languageModules } from './test/support/bundles/language-modules.mjs';
import { licenceBanner } from './test/support/bundles/licence-banner.mjs';
import { oldestSyntax } from './test/support/bundles/oldest-syntax.mjs';
import { ownTrustedTypes } from './test/support/bundles/own-trusted-types.mjs';
import { partFiles } from './test/support/bundles/part-sizes.mjs';
import { partsOnDemand } from './test/support/bundles/parts-on-demand.mjs';
import {
  tightTemplates,
  withoutLibraryMessages,
  withoutReplaceableBuiltIns,
  withoutWarningSwitches,
} from './test/support/bundles/rewritten-source.mjs';
import { shortChartNames } from './test/support/bundles/short-chart-names.mjs';
import { shortSliceNames } from './test/support/bundles/short-slice-names.mjs';
import { fromSources, mapped, shippedSources } from './test/support/bundles/source-maps.mjs';
import { loadsStandAlone, standAlone } from './test/support/bundles/stand-alone-files.mjs';
import { trimmedEventParser } from './test/support/bundles/trimmed-event-parser.mjs';
import { trimmedLit } from './test/support/bundles/trimmed-lit.mjs';
import { trimmedXState } from './test/support/bundles/trimmed-xstate.mjs';
import { withoutDecorators } from './test/support/bundles/without-decorators.mjs';
import { workedOut } from './test/support/bundles/worked-out.mjs';

/** The element's own code, compiled by `tsc`. */
const source = 'build/src';
const cdnFolder = 'dist/cdn';
/** What the files for CDNs export beside their element. */
const alsoExported = ['consumeTrackingLink', 'createOrderTracker', 'registerLocale', 'setScriptFolder'];
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

/**
 * A map beside each file, for error services and a browser's tools. The file itself does not name it: every guest would
 * load that line.
 */
const besideFiles = { sourcemap: 'hidden' };
const resolveModules = nodeResolve({ browser: true, exportConditions: ['production'] });
const minify = terser({
  ecma: 2022,
  module: true,
  // A function that is written out once more at each place where it is called compresses worse than its calls.
  compress: {
    passes: 3,
    keep_fargs: false,
    // No property of ours does anything when it is only read.
    pure_getters: true,
    unsafe_arrows: true,
    inline: 1,
    global_defs: {
      'Number.POSITIVE_INFINITY': Number.POSITIVE_INFINITY,
      'Number.NEGATIVE_INFINITY': Number.NEGATIVE_INFINITY,
    },
  },
  format: { comments: false },
});

export default [
  ...pages(),
  ...standAloneParts({
    reach: 'elements/tracker/reach/reach-drawn.js',
    answers: 'elements/tracker/answers/answers-drawn.js',
    inspection: 'tracker/inspection.js',
    'page-faults': 'elements/shared/name-page-faults.js',
    'payload-faults': 'tracker/payload-faults.js',
  }),
  ...cdn('order-status-tracker', 'define', [withoutSupabase()]),
  ...cdn('order-status-tracker-supabase', 'define', [withSupabase()]),
  ...cdn('order-status-board', 'define-board'),
  agentTools(),
  trackingLink(),
  pushWorker(),
  doctor(),
  relay(),
  messages(),
  react(),
];

/** What only some pages or orders need: loaded then, with the one-file builds too. `modules`: by the names of the files. */
function standAloneParts(modules) {
  return Object.entries(modules).map(([name, module], index) => ({
    input: `${source}/${module}`,
    plugins: mapped([
      ...(index === 0 ? [cleanParts()] : []),
      standAlone(`load-${name}.js`),
      fromSources(resolve(source)),
      shortSliceNames(resolve(source)),
      tightTemplates(source),
      ...readyForCdns(),
    ]),
    onLog: withoutKnownWarnings,
    output: {
      dir: cdnFolder,
      format: 'es',
      ...besideFiles,
      entryFileNames: `parts/${name}-[hash:6].js`,
      plugins: [printSize()],
    },
  }));
}

/** The last steps of each file for CDNs. */
function readyForCdns() {
  return [minify, licenceBanner(cdnFolder, true), oldestSyntax(), shippedSources(), integrity(cdnFolder)];
}

/** What lets agents in the browser ask for the order: a file of its own, which only pages load that want it. */
function agentTools() {
  return {
    input: `${source}/agent-tools.js`,
    plugins: [fromSources(resolve(source)), ...readyForCdns()],
    onLog: withoutKnownWarnings,
    output: {
      file: `${cdnFolder}/agent-tools.js`,
      format: 'es',
      ...besideFiles,
      plugins: [refuseImports(), printSize()],
    },
  };
}

/** Drops two warnings that mean nothing; every other one is printed. */
function withoutKnownWarnings(level, log, print) {
  const { code, ids = [], frame } = log;
  // TypeScript's helper for decorators begins with `this && this.__decorate`, for scripts that are no modules.
  if (code === 'THIS_IS_UNDEFINED' && frame?.includes('this.__decorate')) return;
  if (code === 'CIRCULAR_DEPENDENCY' && ids.every((module) => module.includes('/node_modules/'))) return;
  print(level, log);
}

/** The scripts of the demo's pages; its server shows them at /assets/. */
function pages() {
  const folder = 'build/demo/pages';
  const input = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.js')) : [];
  if (input.length === 0) return [];
  return [
    {
      input: input.map((name) => `${folder}/${name}`),
      plugins: [resolveModules, minify, copyStyles(), licenceBanner('build/demo/pages-bundled')],
      onLog: withoutKnownWarnings,
      output: { dir: 'build/demo/pages-bundled', format: 'es', sourcemap: true, chunkFileNames: 'chunks/[name].js' },
    },
  ];
}

/**
 * The command that examines back ends. It has the WebSocket client in it, since Node 20 has none and whoever installs the
 * element should not get one more dependency.
 */
function doctor() {
  return {
    input: `${source}/doctor/main.js`,
    external: (name) => name.startsWith('node:') || Object.keys(dependencies).includes(name),
    plugins: mapped([
      nodeResolve({ exportConditions: ['node'], preferBuiltins: true }),
      commonjs(),
      fromSources(resolve(source)),
      terser({ ecma: 2022, module: true, format: { comments: false } }),
      licenceBanner(cdnFolder),
      shippedSources(),
    ]),
    onLog: withoutKnownWarnings,
    output: {
      file: 'dist/doctor.js',
      format: 'es',
      sourcemap: true,
      inlineDynamicImports: true,
      banner: '#!/usr/bin/env node',
    },
  };
}

/**
 * The relay in one file, which servers load without anything else; its names stay readable in traces. Of the modules that
 * `tsc` wrote, only the types are left. The Edge Function has a copy beside it and is deployed with that: it runs with the
 * project's secret key, and must load nothing that somebody else could publish.
 */
function relay() {
  return {
    input: `${source}/relay.js`,
    plugins: mapped([
      fromSources(resolve(source)),
      terser({ ecma: 2022, module: true, mangle: false, format: { comments: false } }),
      withoutModules('dist/relay'),
      licenceBanner(cdnFolder),
      shippedSources(),
    ]),
    onLog: withoutKnownWarnings,
    output: [
      { file: 'dist/relay.js', format: 'es', sourcemap: true },
      { file: 'demo/supabase/functions/relay/relay.js', format: 'es' },
    ],
  };
}

/** The words of messages in one file, beside the Edge Functions that use them; every language is in it. */
function messages() {
  return {
    input: `${source}/messages.js`,
    plugins: [terser({ ecma: 2022, module: true, mangle: false, format: { comments: false } })],
    onLog: withoutKnownWarnings,
    output: ['demo/supabase/functions/outbox/messages.js', 'demo/supabase/functions/wallet/messages.js'].map(
      (file) => ({
        file,
        format: 'es',
        plugins: [refuseImports(), printSize()],
      }),
    ),
  };
}

/**
 * Lit's wrapper for React lies in the module that uses it: as a dependency, everybody who installs the element would get
 * React's types with it, which it insists on, and tests with jsdom would get its file for servers, which sets nothing.
 */
function react() {
  return {
    input: `${source}/react/create-component.js`,
    external: ['react', './react-versions.js'],
    plugins: mapped([fromSources(resolve(source)), resolveModules, licenceBanner(cdnFolder), shippedSources()]),
    onLog: withoutKnownWarnings,
    output: { file: 'dist/react/create-component.js', format: 'es', sourcemap: true },
  };
}

/** Removes the modules of a folder that are in the bundle, and their source maps. */
function withoutModules(folder) {
  return {
    name: 'without-modules',
    writeBundle() {
      if (!existsSync(folder)) return;
      for (const name of readdirSync(folder, { recursive: true }).filter((file) => /\.js(?:\.map)?$/.test(file))) {
        rmSync(`${folder}/${name}`);
      }
    },
  };
}

function copyStyles() {
  return {
    name: 'copy-styles',
    generateBundle() {
      for (const fileName of readdirSync('demo/pages', { recursive: true }).filter((name) => name.endsWith('.css'))) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(`demo/pages/${fileName}`) });
      }
    },
  };
}

/**
 * A script that registers an element: as a module, which loads further parts on demand; and as one file with everything
 * in it, for pages that strip `type="module"`. `entry` is the module that registers it.
 */
function cdn(name, entry, plugins = []) {
  const element = entry === 'define' ? 'OrderStatusTracker' : 'OrderStatusBoard';
  const globalName = entry === 'define' ? 'orderStatusTracker' : 'orderStatusBoard';
  return [
    {
      input: 'cdn-entry',
      plugins: mapped([
        cdnEntry(entry),
        withoutStandIns(),
        loadsStandAlone(source),
        copiesInParts(resolve(source, 'transports/resembles-order.js')),
        copiesInParts(resolve(source, 'transports/chatter.js')),
        copiesInParts(resolve(source, 'transports/refusal-words.js')),
        copiesInParts(resolve(source, 'transports/supabase/choosing.js')),
        ...plugins,
        resolveModules,
        workedOut(
          ['tracker/option-lists.js', ...(entry === 'define' ? ['elements/tracker/checked-options.js'] : [])].map(
            (path) => resolve(source, path),
          ),
        ),
        fromSources(resolve(source)),
        tightTemplates(source),
        shortChartNames(resolve(source, 'tracker/chart')),
        shortSliceNames(resolve(source)),
        trimmedXState(),
        trimmedLit(),
        trimmedEventParser(),
        ownTrustedTypes(resolve(source)),
        withoutLibraryMessages(),
        withoutWarningSwitches(source),
        withoutReplaceableBuiltIns(source),
        withoutDecorators(source),
        partsOnDemand([element, ...alsoExported]),
        minify,
        // The first run makes more changes possible, which a second one finds.
        ...readyForCdns(),
      ]),
      preserveEntrySignatures: 'allow-extension',
      onLog: withoutKnownWarnings,
      output: [
        {
          dir: cdnFolder,
          format: 'es',
          ...besideFiles,
          entryFileNames: `${name}.js`,
          chunkFileNames: 'parts/[name]-[hash:6].js',
          plugins: [
            jsonOf(source, 'locales'),
            jsonOf(source, 'presets', 'order/field-map/presets'),
            jsonOf(source, 'servers', 'transports/servers'),
            languageModules(`${source}/locales`),
            partFiles(),
            printSize(),
          ],
        },
        {
          file: `${cdnFolder}/${name}.iife.js`,
          format: 'iife',
          ...besideFiles,
          name: globalName,
          // The minifier drops a variable that nothing reads. A page that has the script twice keeps the first one.
          outro: `globalThis.${globalName} ??= exports;`,
          inlineDynamicImports: true,
          generatedCode: { preset: 'es2015', symbols: false },
          freeze: false,
          plugins: [refuseImports(), printSize()],
        },
      ],
    },
  ];
}

/**
 * A small script for the head of a page: it takes the secret of a tracking link out of the address before any other
 * script can read it. The element finds it where this one keeps it.
 */
function trackingLink() {
  const entry = 'tracking-link-entry';
  return {
    input: entry,
    plugins: [
      {
        name: entry,
        resolveId: (id) => (id === entry ? `\0${id}` : null),
        load: (id) =>
          id === `\0${entry}`
            ? `import { consumeTrackingLink } from '${resolve(source, 'tracker/tracking-link.js')}'; consumeTrackingLink();`
            : null,
      },
      fromSources(resolve(source)),
      ...readyForCdns(),
    ],
    onLog: withoutKnownWarnings,
    // No module: a page's first script must not wait, as modules do.
    output: { file: `${cdnFolder}/tracking-link.js`, format: 'iife', ...besideFiles, plugins: [printSize()] },
  };
}

/** The service worker of web push: a classic script for CDNs' readers to copy, and for the package. It imports nothing. */
function pushWorker() {
  return {
    input: `${source}/push-worker/order-status-worker.js`,
    plugins: [
      fromSources(resolve(source)),
      minify,
      withoutModules('dist/push-worker'),
      licenceBanner(cdnFolder, true),
      oldestSyntax(),
      shippedSources(),
      integrity(cdnFolder),
    ],
    onLog: withoutKnownWarnings,
    output: ['dist', cdnFolder].map((folder) => ({
      file: `${folder}/order-status-worker.js`,
      format: 'iife',
      ...besideFiles,
      plugins: [refuseImports(), printSize()],
    })),
  };
}

/** Registers the elements, after noting the folder in which the script's language and preset files lie. */
function cdnEntry(entry) {
  const modules = {
    'cdn-entry': `import 'find-folder'; export * from '${resolve(source, `${entry}.js`)}';`,
    'find-folder':
      `import { findCdnFolder } from '${resolve(source, 'elements/shared/cdn-folder.js')}';` +
      'findCdnFolder(import.meta.url);',
  };
  return {
    name: 'cdn-entry',
    resolveId: { order: 'pre', handler: (id) => (id in modules ? `\0${id}` : null) },
    load: (id) => modules[id.slice(1)] ?? null,
    // A script that is no module knows its address only where it has one: inlined, or run from a string, it has none.
    resolveImportMeta: (_, { format }) => (format === 'iife' ? '(document.currentScript || {}).src' : null),
  };
}

/** The trimmed Lit needs none. */
function withoutStandIns() {
  return { name: 'without-stand-ins', load: (id) => (/\/stand-ins(-removed)?\.js$/.test(id) ? '' : null) };
}

/** Puts a loader that says what is missing in the place of Supabase's client. */
function withoutSupabase() {
  const absent = resolve(source, 'transports/supabase/supabase-absent.js');
  return {
    name: 'without-supabase',
    resolveId: {
      order: 'pre',
      handler: (id) => (basename(id) === 'supabase-maker.js' ? absent : null),
    },
  };
}

/** Puts Supabase's code into the main file: with it the first state comes. */
function withSupabase() {
  const code = resolve(source, 'transports/supabase/supabase.js');
  return {
    name: 'with-supabase',
    load: (id) =>
      basename(id) === 'make-supabase.js' ? `export { supabaseTransport as makeSupabase } from '${code}';` : null,
  };
}

/** Removes the parts of earlier builds, whose names differ. */
function cleanParts() {
  return {
    name: 'clean-parts',
    buildStart: () => rmSync('dist/cdn/parts', { recursive: true, force: true }),
  };
}

/** A file for a CDN must be whole: whatever it imported would be sought beside the page. */
function refuseImports() {
  return {
    name: 'refuse-imports',
    generateBundle(_, bundle) {
      for (const { fileName, imports, dynamicImports, code } of Object.values(bundle)) {
        if (code === undefined) continue;
        // What is sought beside the script, whose address is found while it runs, has no name here.
        const left = [...imports, ...dynamicImports, ...(code.match(/\bimport\s*\(\s*['"`][^)]*\)/g) ?? [])];
        if (left.length > 0) this.error(`${fileName} still imports ${left.join(', ')}`);
      }
    },
  };
}

/** Prints what a guest downloads, and the hash with which a page can make sure that it is just that. */
function printSize() {
  return {
    name: 'print-size',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const { fileName, code } of Object.values(bundle)) {
          if (code === undefined) continue;
          const kilobytes = (brotliCompressSync(code).length / 1000).toFixed(2);
          const hash = createHash('sha384').update(code).digest('base64');
          console.log(`${fileName.padEnd(38)} ${kilobytes} kB brotli   sha384-${hash}`);
        }
      },
    },
  };
}
