import { LitElementRenderer, render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import type { TemplateResult } from 'lit';
import '../../src/define.js';
import '../../src/define-board.js';

/** An order as a restaurant's own server knows it, with what no guest may see. */
export const order = {
  id: '42',
  number: '17',
  status: 'preparing',
  version: 3,
  restaurant_name: 'Nonna’s <Kitchen> & "Bar"',
  table_label: '12',
  fulfilment: 'dine_in',
  items: [{ name: 'Margherita', quantity: 2, prep_minutes: 12 }],
  total_minor: 3450,
  currency: 'EUR',
  guest_phone: '+1 555 0100',
} as const;

/** The same, with the moments that estimates are made from. */
export function orderOf(minutesAgo: number): Readonly<Record<string, unknown>> {
  const moment = new Date(Date.now() - minutesAgo * 60_000).toISOString();
  return { ...order, placed_at: moment, updated_at: moment };
}

/** What `@lit-labs/ssr` writes for a template. */
export function drawOnServer(template: TemplateResult): Promise<string> {
  return collectResult(render(template));
}

/** The same with `connectedCallback`, as some frameworks ask for it. */
export async function drawConnected(template: TemplateResult): Promise<string> {
  const connect = () => ({ connectedCallback: true });
  LitElementRenderer.renderOptions.push(connect);
  try {
    return await drawOnServer(template);
  } finally {
    LitElementRenderer.renderOptions.splice(LitElementRenderer.renderOptions.indexOf(connect), 1);
  }
}

/** The words in HTML, with one blank between them; without styles and marks. */
export function textOf(html: string): string {
  return html
    .replace(/<style>.*?<\/style>|<!--.*?-->/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
