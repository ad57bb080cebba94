import { css } from 'lit';

/** Light on dark. Given twice: for the device's dark mode, and for `theme="dark"`. */
const dark = css`
  --_surface: var(--order-status-surface, #191817);
  --_ink: var(--order-status-ink, #f5f3f0);
  --_muted: var(--order-status-muted, #b3ada6);
  --_line: var(--order-status-line, #3b3835);
  --_pending: var(--order-status-pending, #93c5fd);
  --_preparing: var(--order-status-preparing, #fbbf24);
  --_ready: var(--order-status-ready, #4ade80);
  --_served: var(--order-status-served, #d8b4fe);
  --_completed: var(--order-status-completed, #c8c3bd);
  --_failed: var(--order-status-failed, #fca5a5);
  --_live: #4ade80;
  --_polling: #fbbf24;
  --_error: #f87171;
`;

/** For text that only screen readers have. */
export const heardOnly = css`
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
`;

/** The small design system: every colour, size and gap of the element, and where a page can change it. */
export const tokenStyles = css`
  :host {
    --_surface: var(--order-status-surface, #fff);
    --_ink: var(--order-status-ink, #1f1b18);
    --_muted: var(--order-status-muted, #68605a);
    --_line: var(--order-status-line, #e6e1dc);
    --_pending: var(--order-status-pending, #2563eb);
    --_preparing: var(--order-status-preparing, #bf6000);
    --_ready: var(--order-status-ready, #12893c);
    --_served: var(--order-status-served, #9333ea);
    --_completed: var(--order-status-completed, #78716c);
    --_failed: var(--order-status-failed, #dc2626);
    --_live: #16a34a;
    --_polling: #d97706;
    --_error: #dc2626;
    --_tight: -0.025em;
    --_space: var(--order-status-space, 4px);
    --_motion: var(--order-status-motion, 450ms);
    --_ready-surface: var(--order-status-ready-surface, #14713a);
    --_ready-ink: var(--order-status-ready-ink, #fff);
    display: block;
    container-type: inline-size;
    contain-intrinsic-inline-size: 22rem;
    color: var(--_ink);
    font-family: var(--order-status-font, system-ui, sans-serif);
    font-size: var(--order-status-text-size, max(1rem, 16px));
    font-style: normal;
    font-weight: 400;
    line-height: 1.45;
    letter-spacing: normal;
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  :host([recent='on'][connection='idle']) {
    display: none !important;
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([theme='light'])) {
      ${dark}
    }
  }
  :host([theme='dark']) {
    ${dark}
  }

  * {
    box-sizing: border-box;
    margin: 0;
    overflow-wrap: anywhere;
  }
  [hidden] {
    display: none !important;
  }
  bdi {
    unicode-bidi: isolate;
  }
  [dir='rtl'],
  [lang='hi'] {
    --_tight: 0em;
  }
  .quiet {
    ${heardOnly}
  }
  .icon {
    inline-size: 1.5em;
    block-size: 1.5em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .pending {
    --_tone: var(--_pending);
  }
  .preparing {
    --_tone: var(--_preparing);
  }
  .ready {
    --_tone: var(--_ready);
  }
  .served {
    --_tone: var(--_served);
  }
  .completed {
    --_tone: var(--_completed);
  }
  .failed {
    --_tone: var(--_failed);
  }
`;
