import { generate } from 'lean-qr/nano';
import { html, svg, type TemplateResult } from 'lit';
import type { ViewModel } from '../view-model.js';

/** The empty border that scanners need, in squares. */
const quietZone = 4;

/** The code with which staff check the order off: to be read out, and to be scanned. */
export function renderPickupCode(code: string, { words }: ViewModel): TemplateResult {
  return html`<div class="pickup" part="pickup-code">
    <div>
      <p part="pickup-code-label">${words.text('pickup_code')}</p>
      <p class="pickup-digits" part="pickup-code-digits"><bdi>${code}</bdi></p>
    </div>
    ${renderQr(code)}
    <p part="pickup-code-text">${words.text('pickup_code_text')}</p>
  </div>`;
}

/** Black on white in every theme, as scanners expect it. The characters beside it say the same: decorative. */
function renderQr(text: string): TemplateResult {
  const squares = generate(text);
  const size = squares.size + 2 * quietZone;
  const rows = new Array(squares.size).fill(0).map((_, index) => index);
  const path = rows
    .flatMap((y) => rows.filter((x) => squares.get(x, y)).map((x) => `M${x + quietZone} ${y + quietZone}h1v1h-1z`))
    .join('');
  return html`<svg
    class="qr"
    part="pickup-code-qr"
    viewBox="0 0 ${size} ${size}"
    shape-rendering="crispEdges"
    aria-hidden="true"
  >${svg`<rect width=${size} height=${size} fill="#fff" /><path d=${path} fill="#000" />`}</svg>`;
}
