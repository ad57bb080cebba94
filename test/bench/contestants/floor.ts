import { css, html, LitElement } from 'lit';
import { type BenchOrder, fetchToken, place, steps } from './shared.js';

/**
 * A minimal live tracker: a Lit element with a plain WebSocket. It does not handle any failure.
 */
class BareTracker extends LitElement {
  static override properties = { order: { state: true } };
  static override styles = css`
    .fill {
      block-size: 8px;
      background: green;
      transform: scaleX(var(--share));
      transform-origin: left;
      transition: transform 450ms;
    }
  `;
  declare order: BenchOrder | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#follow();
  }

  async #follow(): Promise<void> {
    const here = place();
    const token = await fetchToken(here);
    const socket = new WebSocket(`${here.server.replace('http', 'ws')}/ws`, 'order-status.v1');
    socket.onopen = () => socket.send(JSON.stringify({ type: 'subscribe', ref: '1', order_id: here.orderId, token }));
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data) as { type: string; order?: BenchOrder };
      if (message.type === 'subscribed') socket.send(JSON.stringify({ type: 'snapshot', ref: '1' }));
      if (message.order) this.order = { ...this.order, ...message.order };
    };
  }

  protected override updated(): void {
    if (this.order) this.setAttribute('status', this.order.status);
  }

  protected override render(): unknown {
    const { status, items = [] } = this.order ?? {};
    const share = ((steps as readonly (string | undefined)[]).indexOf(status) + 1) / steps.length;
    return html`
      <div class="fill" style="--share: ${share}"></div>
      <h2>${status}</h2>
      <ol>
        ${steps.map((step) => html`<li aria-current=${step === status ? 'step' : 'false'}>${step}</li>`)}
      </ol>
      <ul>
        ${items.map(({ name, quantity }) => html`<li>${quantity} × ${name}</li>`)}
      </ul>
    `;
  }
}

customElements.define('bare-tracker', BareTracker);
document.body.append(document.createElement('bare-tracker'));
