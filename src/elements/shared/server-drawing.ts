/*
 * What the elements do on a server, in place of their life in a page. Lit calls `willUpdate` there before it writes the
 * attributes, and then `render`; controllers are not called.
 */

import { isBoard } from '../../order/board.js';
import { toWholeWire } from '../../order/whole-wire.js';
import type { OrderTrackerSnapshot } from '../../tracker/types.js';
import type { Wording } from './wording.js';

/** What the drawing needs of the element. */
interface ServerHost extends HTMLElement {
  readonly words: Wording;
  readonly snapshot: OrderTrackerSnapshot;
  readonly parse?: unknown;
  readonly order?: unknown;
  readonly board?: unknown;
}

/**
 * Has the elements of a class find their language, and write the attributes that a browser needs: those that pages style
 * by, and the order itself, which would otherwise be missing when the browser draws it again.
 */
export function prepareOnServer({ prototype }: { readonly prototype: object }): void {
  Object.assign(prototype, {
    // Some frameworks have Lit call it: on a server nothing is followed, and nothing waited for.
    connectedCallback() {},
    willUpdate(this: ServerHost) {
      this.words.hostUpdate();
      const { order, orderStatus, connectionStatus } = this.snapshot;
      const name = 'board' in this ? 'board' : 'order';
      if (orderStatus && !isBoard(order)) this.setAttribute('status', orderStatus);
      this.setAttribute('connection', connectionStatus);
      if (!order || this.hasAttribute(name)) return;
      // Only what is shown goes into the page; what the page's own function reads has to stay as it is.
      this.setAttribute(name, JSON.stringify(this.parse ? this[name] : toWholeWire(order)));
    },
  });
}
