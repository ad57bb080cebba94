import { html as litHtml, type TemplateResult } from 'lit';
import { isOnServer } from './on-server.js';
import { withTextInside } from './text-on-server.js';

/** Lit's `html`, with which a server draws the texts that templates set as properties. */
export const html: (strings: TemplateStringsArray, ...values: unknown[]) => TemplateResult = isOnServer
  ? (strings, ...values) => litHtml(withTextInside(strings), ...values)
  : litHtml;
