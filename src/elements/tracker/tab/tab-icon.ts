import type { OrderStatus } from '../../../order/status.js';
import { pathOf } from '../../shared/icon.js';
import { toneOf } from '../view-model.js';

/** The icon of the tab, drawn here: the status in its colour. Where the page's policy forbids it, the page's own stays. */
export class TabIcon {
  readonly #document: Document;
  #link: HTMLLinkElement | undefined;
  #isForbidden = false;

  constructor(document: Document) {
    this.#document = document;
  }

  /** @param host where the colours are from; @param status `undefined`: the page's own icon */
  show(status: OrderStatus | undefined, host: HTMLElement): void {
    const href = status && !this.#isForbidden ? drawingOf(status, host) : undefined;
    if (href === this.#link?.href) return;
    this.#link?.remove();
    this.#link = undefined;
    this.#document.removeEventListener('securitypolicyviolation', this.#hearRefusal);
    if (!href) return;
    this.#document.addEventListener('securitypolicyviolation', this.#hearRefusal);
    // The last one in the page counts.
    this.#link = Object.assign(this.#document.createElement('link'), { rel: 'icon', type: 'image/svg+xml', href });
    this.#document.head.append(this.#link);
  }

  /** It is tried once. */
  readonly #hearRefusal = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    if (effectiveDirective !== 'img-src' || !blockedURI.startsWith('data')) return;
    this.#isForbidden = true;
    this.#link?.remove();
    this.#link = undefined;
  };
}

function drawingOf(status: OrderStatus, host: HTMLElement): string {
  const colour =
    getComputedStyle(host)
      .getPropertyValue(`--_${toneOf(status)}`)
      .trim() || '#000';
  const stroke = 'fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"';
  const icon = `<path transform="translate(4.8 4.8) scale(.6)" d="${pathOf(status)}" ${stroke}/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="12" fill="${colour}"/>${icon}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
