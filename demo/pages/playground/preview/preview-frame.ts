import type { OrderStatusTracker } from '../../../../src/elements/tracker/order-status-tracker.js';
import type { Scheme } from '../settings/style-properties.js';
import { guardFocus } from './focus-guard.js';

/** How an element in a frame is set up before it is shown. */
export interface FrameContent {
  /** Attribute → value. */
  readonly attributes: Readonly<Record<string, string>>;
  /** What no attribute can hold: the simulated restaurant. */
  readonly properties: Partial<OrderStatusTracker>;
}

const frameDocument = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Preview</title>
    <style>
      :root { color-scheme: light dark; background: light-dark(#efe9df, #0d0b0a); scrollbar-width: thin; }
      :root[data-scheme=light] { color-scheme: light; }
      :root[data-scheme=dark] { color-scheme: dark; }
      body { margin: 0; padding: 12px; }
      main { max-width: 46rem; margin-inline: auto; }
    </style>
    <style id="chosen"></style>
    <script type="module" src="cdn/order-status-tracker-supabase.js"></script>
  </head>
  <body><main></main></body>
</html>`;

/**
 * A page of its own within this page, as a guest's phone would show it: its width is the phone's, and a dialog over the
 * whole screen covers no more than the phone.
 */
export class PreviewFrame {
  readonly element = document.createElement('iframe');
  readonly #loaded: Promise<void>;
  #tracker: OrderStatusTracker | undefined;
  #css = '';

  constructor(title: string) {
    this.element.title = title;
    this.element.className = 'frame';
    this.element.srcdoc = frameDocument;
    this.#loaded = new Promise((resolve) => {
      this.element.addEventListener('load', () => {
        if (this.element.contentDocument) guardFocus(this.element, this.element.contentDocument);
        resolve();
      });
    });
  }

  get tracker(): OrderStatusTracker | undefined {
    return this.#tracker;
  }

  /** Puts a new element in the place of the present one. The frame must be in the page. */
  async mount({ attributes, properties }: FrameContent): Promise<void> {
    await this.#loaded;
    const { contentDocument: page, contentWindow: window } = this.element;
    if (!page || !window) return;
    await window.customElements.whenDefined('order-status-tracker');
    const tracker = page.createElement('order-status-tracker');
    Object.assign(tracker, properties);
    this.#tracker = tracker;
    this.setAttributes(attributes);
    this.setStyle(this.#css);
    page.querySelector('main')?.replaceChildren(tracker);
    await tracker.updateComplete;
  }

  /** Gives the element just these attributes; its own, `status` and `connection`, stay. */
  setAttributes(attributes: Readonly<Record<string, string>>): void {
    const tracker = this.#tracker;
    if (!tracker) return;
    for (const name of tracker.getAttributeNames()) {
      if (!(name in attributes) && !ownAttributes.has(name)) tracker.removeAttribute(name);
    }
    for (const [name, value] of Object.entries(attributes)) {
      if (tracker.getAttribute(name) !== value) tracker.setAttribute(name, value);
    }
  }

  setStyle(css: string): void {
    this.#css = css;
    const style = this.element.contentDocument?.querySelector('#chosen');
    if (style && style.textContent !== css) style.textContent = css;
  }

  /** Whether the guest's device is set to light or dark; `undefined`: as this one. */
  setScheme(scheme: Scheme | undefined): void {
    this.element.style.colorScheme = scheme ?? '';
    const root = this.element.contentDocument?.documentElement;
    if (root && scheme) root.dataset.scheme = scheme;
    else delete root?.dataset.scheme;
  }
}

const ownAttributes = new Set(['status', 'connection']);
