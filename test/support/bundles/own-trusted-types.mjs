/*
 * Has Lit make the DOM of templates by our elements/shared/trusted-html.ts: with a Trusted Types policy of our own name,
 * so that another Lit on the page cannot have taken it, and without any where the page allows none.
 */
import { replace, trim } from './trim.mjs';

const edits = [
  replace(/(\w+)\?\1\.createPolicy\("lit-html",\{createHTML:\w+=>\w+\}\):void 0/, 'templatePolicy'),
  replace(
    /return (\w+)\.innerHTML=(\w+),\1\}/,
    (_, template, html) =>
      `try{${template}.innerHTML=${html}}catch{buildTemplate(${template}.content,${html})}return ${template}}`,
  ),
  // The mark of a bound attribute; with dollars a script could not set it.
  replace('"$lit$"', '"-lit-"'),
];

/** @param source the folder of our compiled modules */
export function ownTrustedTypes(source) {
  return {
    name: 'own-trusted-types',
    transform(code, id) {
      if (!id.endsWith('/lit-html/lit-html.js')) return null;
      const helper = `import { buildTemplate, templatePolicy } from '${source}/elements/shared/trusted-html.js';\n`;
      return { code: helper + trim(code, 'lit-html.js', edits), map: null };
    },
  };
}
