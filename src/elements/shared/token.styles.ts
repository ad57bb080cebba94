import { css } from 'lit';

/** Light on dark. Given twice: for the device's dark mode, and for `theme="dark"`. */
const dark = css`
  --_surface: var(--order-status-surface, #191817);
  --_ink: var(--order-status-ink, #f5f3f0);
  --_muted: var(--order-status-muted, #b3ada6);
  --_line: var(--order-status-line, #3b3835);
  --_accent: var(--order-status-accent, #a9b8ff);
  --_blue: #93c5fd;
  --_amber: #fbbf24;
  --_purple: #d8b4fe;
  --_ready: var(--order-status-ready, #4ade80);
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
    --_accent: var(--order-status-accent, #3d50d0);
    --_blue: #2563eb;
    --_amber: #bf6000;
    --_purple: #9333ea;
    --_pending: var(--order-status-pending, var(--_accent));
    --_preparing: var(--order-status-preparing, var(--_accent));
    --_ready: var(--order-status-ready, #12893c);
    --_served: var(--order-status-served, var(--_accent));
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
    text-decoration: none !important;
    font-size: var(--order-status-text-size, max(1rem, 16px)) !important;
    writing-mode: horizontal-tb !important;
  }
  /*
   * A page's rules for every element (such as "* { color: red }") also reach ours, and its content would inherit them.
   * So all properties are reset inside. Only what hides the element, and the reader's own settings, are inherited.
   */
  :where(.card, .board) {
    all: initial;
    display: block;
    visibility: inherit;
    pointer-events: inherit;
    color-scheme: inherit;
    -webkit-text-size-adjust: inherit;
    text-size-adjust: inherit;
    color: var(--_ink);
    font: 400 1em / 1.45 var(--order-status-font, system-ui, sans-serif);
  }
  :host([hidden]) {
    display: none;
  }
  :host([recent='on'][connection='idle']) {
    display: none !important;
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([theme~='light'])) {
      ${dark}
    }
  }
  :host([theme~='dark']) {
    ${dark}
  }
  /* A colour for each status. */
  :host([theme~='classic']) {
    --_accent: var(--order-status-accent, var(--_ink));
    --_pending: var(--order-status-pending, var(--_blue));
    --_preparing: var(--order-status-preparing, var(--_amber));
    --_served: var(--order-status-served, var(--_purple));
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
  /* Letters that join, or that carry marks above and below. */
  [dir='rtl'],
  [lang='hi'],
  [lang='th'] {
    --_tight: 0em;
    --_lead: 1.3;
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
`;
