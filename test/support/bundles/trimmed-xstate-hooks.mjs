/*
 * Has Node load XState as it is in the CDN files: `node --import ./test/support/bundles/trimmed-xstate-hooks.mjs`.
 */
import { register } from 'node:module';

const trimmed = new URL('trimmed-xstate.mjs', import.meta.url).href;
const whole = new URL('../../../node_modules/xstate/dist/xstate.esm.js', import.meta.url).href;

register(
  `data:text/javascript,${encodeURIComponent(`
    import { readFile } from 'node:fs/promises';
    import { trimXState } from ${JSON.stringify(trimmed)};
    export const resolve = (name, context, next) =>
      name === 'xstate' ? { url: ${JSON.stringify(whole)}, shortCircuit: true } : next(name, context);
    export const load = async (url, context, next) => {
      if (!url.includes('/xstate/dist/')) return next(url, context);
      const code = await readFile(new URL(url), 'utf8');
      return { format: 'module', source: trimXState(code, url) ?? code, shortCircuit: true };
    };
  `)}`,
);
