/*
 * Lit without what our elements never use: hooks for polyfills, hydration and tools, standard decorators, lists of
 * properties and accessors of their own, steps of an update that classes may replace, sheets that the page made, directives that hear of being
 * disconnected, MathML, templates that were compiled before, expressions in comments and in the text of `<style>`, and
 * as an element's own. The files in dist/cdn are made from it; npm's modules import Lit whole. An update of Lit that
 * moves one of these fails the build.
 */
import { replace, trim } from './trim.mjs';

const cssTag = [
  replace('(void 0===t.ShadyCSS||t.ShadyCSS.nativeShadow)&&', ''),
  replace(/if\(this\._\$cssResult\$=!0,o!==s\)throw Error\("[^"]*"\);/, ''),
  // Prototype before 1.7 has a `reduce` of its own.
  replace(
    /1===t\.length\?t\[0\]:e\.reduce\(.*?\}\)\(s\)\+t\[o\+1\],t\[0\]\)/,
    't.map((t,s)=>t+(e[s]?.cssText??"")).join("")',
  ),
  replace('t instanceof CSSStyleSheet?t:t.styleSheet', 't.styleSheet'),
  replace(/c=e\?t=>t:t=>.*?:t;export/, 'c=t=>t;export'),
];

const reactiveElement = [
  // Servers and workers have no elements: importing the file there must not throw.
  replace('extends HTMLElement', 'extends(globalThis.HTMLElement??Object)'),
  replace('c=a.trustedTypes,l=c?c.emptyScript:"",p=a.reactiveElementPolyfillSupport,d=(t,s)=>t,', ''),
  replace(/d\("(\w+)"\)/g, (_, name) => `"${name}"`, 5),
  // Of the types a property can have, ours have numbers.
  replace(/u=\{toAttribute.*?return i\}\},f=/, 'u={fromAttribute:(t,s)=>s===Number&&null!==t?Number(t):t},f='),
  replace('(void 0!==i.converter?.toAttribute?i.converter:u).toAttribute(s,i.type)', 's'),
  replace(
    '"function"==typeof t.converter?{fromAttribute:t.converter}:void 0!==t.converter?.fromAttribute?t.converter:u',
    't.converter??u',
  ),
  replace('Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;', ''),
  // Ours draw whenever something changed, and at once when it is their turn.
  replace(
    't=this.shouldUpdate(s),t?(this.willUpdate(s),this._$EO?.forEach(t=>t.hostUpdate?.()),this.update(s)):this._$EM()',
    't=!0,this.willUpdate(s),this._$EO?.forEach(t=>t.hostUpdate?.()),this.update(s)',
  ),
  replace('shouldUpdate(t){return!0}', ''),
  replace('const t=this.scheduleUpdate();return null!=t&&await t,!this', 'return this.performUpdate(),!this'),
  replace('scheduleUpdate(){return this.performUpdate()}', ''),
  replace('this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(t)),', 'this.hasUpdated=!0,'),
  replace('firstUpdated(t){}', ''),
  replace('return this.getUpdateComplete()}getUpdateComplete(){', ''),
  // Ours are declared one by one (elements/shared/declare-properties.ts), each with an accessor.
  replace(
    /if\(this\.finalized=!0,this\._\$Ei\(\),this\.hasOwnProperty\("properties"\)\)\{.*?t\[i\]\)\}/,
    'this.finalized=!0,this._$Ei();',
  ),
  replace('getOwnPropertyNames:r,getOwnPropertySymbols:o,', ''),
  replace('this.elementProperties.set(t,s),!s.noAccessor)', 'this.elementProperties.set(t,s),1)'),
  replace('void 0!==h&&e(this.prototype,t,h)', 'e(this.prototype,t,h)'),
  // None of ours has an accessor of its own, which Lit would wrap.
  replace('this.prototype.hasOwnProperty(t)&&((s=Object.create(s)).wrapped=!0),', ''),
  replace(
    /const\{get:e,set:r\}=h\(this\.prototype,t\)\?\?\{.*?\};return\{get:e,set\(s\)\{const h=e\?\.call\(this\);r\?\.call\(this,s\),/,
    'return{get(){return this[s]},set(e){const h=this[s];this[s]=e,',
  ),
  replace(/const t=this\.constructor\.elementProperties;if\(t\.size>0\)for\(.*?this\.C\(s,void 0,i,e\)\}/, ''),
  replace(',wrapped:h},r){', '}){'),
  replace('(this._$Ej.set(t,r??s??this[t]),!0!==h||void 0!==r)||(', 'this._$Ej.set(t,s??this[t])||('),
  replace('getOwnPropertyDescriptor:h,', ''),
  replace(/const t=this\[Symbol\.metadata\];if\(null!==t\)\{.*?\}this\._\$Eh=/, 'this._$Eh='),
  replace('s.state&&(s.attribute=!1),', ''),
  // Ours say of each property what differs from Lit's usual, and compare by identity.
  replace('b={attribute:!0,type:String,converter:u,reflect:!1,useDefault:!1,hasChanged:f};', 'b={};'),
  replace('(i.hasChanged??f)(h,s)', 'f(h,s)'),
  // Ours have each of their styles once.
  replace(/const i=\[\];if\(Array\.isArray\(s\)\)\{.*?return i\}/, 'return[s].flat(1/0)}'),
  // Ours makes the root (elements/shared/robust-element.ts).
  replace(/createRenderRoot\(\)\{const t=this\.shadowRoot\?\?.*?,t\}/, ''),
  replace(/,p\?\.\(\{ReactiveElement:y\}\),\(a\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, ''),
];

const litElement = [
  replace(/createRenderRoot\(\)\{.*?,t\}/, ''),
  replace(/connectedCallback\(\)\{super\.connectedCallback\(\),.*?setConnected\(!1\)\}/, ''),
  replace('this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),', ''),
  replace(',this._$Do=void 0', ''),
  replace('this._$Do=e(', 'e('),
  replace('i._$litElement$=!0,', ''),
  replace(/,s\.litElementHydrateSupport.*?const n=/, ';const n='),
  replace(/\(s\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/, ''),
];

const litHtml = [
  replace('=document,', '=globalThis.document,'),
  replace('.createTreeWalker(', '?.createTreeWalker('),
  // `repeat` uses the class of parts between nodes.
  replace(/const j=\{M:h.*?F:Z\},B=.*?push\("[\d.]+"\);/, 'const j={I:k};'),
  replace('2===i?"<svg>":3===i?"<math>":""', '2===i?"<svg>":""'),
  replace('2===i?"</svg>":3===i?"</math>":""', '2===i?"</svg>":""'),
  replace('2===i||3===i', '2===i'),
  // Text in which `<` begins no element.
  replace('(y.test(u[2])&&(n=RegExp("</"+u[2],"g")),c=p)', '(c=p)'),
  replace('c=n??v', 'c=v'),
  replace('c=p,n=void 0', 'c=p'),
  replace(/if\(y\.test\(r\.tagName\)\)\{.*?\}\}\}else if\(8/, '}else if(8'),
  replace(
    /if\(r\.data===n\)(d\.push\(\{type:2,index:l\}\));else\{.*?o\.length-1\}l\+\+/,
    (_, push) => `r.data===n&&${push};l++`,
  ),
  replace('else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t));', ''),
  replace(':1===r.type?i=new r.ctor', ':i=new r.ctor'),
  replace(':6===r.type&&(i=new Z(h,this,t))', ''),
  replace(/class Z\{.*?M\(this,t\)\}\}/, ''),
  replace('(t?.creationScope??l)', 'l'),
  replace(/"number"==typeof s\?(this\._\$AC\(t\)):\(void 0.*?,s\);/, (_, get) => `${get};`),
  replace(/get _\$AU\(\)\{return this\._\$AM(?:\?\._\$AU\?\?this\._\$Cv|\._\$AU)\}/g, '', 3),
  replace(',this._$Cv=e?.isConnected??!0', ''),
  replace(/setConnected\(t\)\{.*?\}\}/, '}'),
  replace('this._$AP?.(!1,!0,s);', ';'),
  replace('h?._$AO?.(!1),', ''),
  replace(/,?this\._\$AN=void 0/g, '', 3),
  replace('get tagName(){return this.element.tagName}', ''),
  replace(/constructor\(\)\{super\(\.\.\.arguments\),this\.type=[34]\}/g, '', 2),
  replace('constructor(t,i,s,e,h){super(t,i,s,e,h),this.type=5}', ''),
  replace('t===A&&s!==A||t.capture!==s.capture||t.once!==s.once||t.passive!==s.passive', 't===A&&s!==A'),
  replace(
    '"function"==typeof this._$AH?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)',
    'this._$AH.call(this.options.host,t)',
  ),
];

/** By file. */
const edits = {
  '@lit/reactive-element/css-tag.js': cssTag,
  '@lit/reactive-element/reactive-element.js': reactiveElement,
  'lit-element/lit-element.js': litElement,
  'lit-html/lit-html.js': litHtml,
};

/** Rollup's plugin. It fails if a module was not met: under another name it would be left whole. */
export function trimmedLit() {
  const met = new Set();
  return {
    name: 'trimmed-lit',
    transform(code, id) {
      const file = Object.keys(edits).find((name) => id.endsWith(`/node_modules/${name}`));
      if (!file) return null;
      met.add(file);
      return { code: trim(code, file, edits[file]), map: null };
    },
    buildEnd(error) {
      const expected = Object.keys(edits).length;
      if (!error && met.size !== expected) this.error(`${met.size} of Lit's ${expected} modules were trimmed`);
    },
  };
}
