/*
 * Has Node load XState and the chart as they are in the CDN files: `node --import ./test/support/bundles/trimmed-xstate-hooks.mjs`.
 */
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

const trimmed = new URL('trimmed-xstate.mjs', import.meta.url).href;
const names = new URL('short-chart-names.mjs', import.meta.url).href;
const chart = fileURLToPath(new URL('../../../build/src/tracker/chart/', import.meta.url));
const whole = new URL('../../../node_modules/xstate/dist/xstate.esm.js', import.meta.url).href;

register(
  `data:text/javascript,${encodeURIComponent(`
    import { readFile } from 'node:fs/promises';
    import { fileURLToPath } from 'node:url';
    import { chartShortener } from ${JSON.stringify(names)};
    import { trimXState } from ${JSON.stringify(trimmed)};
    const shorten = chartShortener(${JSON.stringify(chart)});
    export const resolve = (name, context, next) =>
      name === 'xstate' ? { url: ${JSON.stringify(whole)}, shortCircuit: true } : next(name, context);
    export const load = async (url, context, next) => {
      const isXState = url.includes('/xstate/dist/');
      if (!isXState && !url.includes('/build/src/tracker/chart/')) return next(url, context);
      const code = await readFile(new URL(url), 'utf8');
      const edited = isXState ? trimXState(code, url) : shorten(code, fileURLToPath(url));
      return { format: 'module', source: edited ?? code, shortCircuit: true };
    };
  `)}`,
);
