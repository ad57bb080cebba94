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

export const styles = css`
  :host {
    --_surface: var(--order-status-surface, #fff);
    --_ink: var(--order-status-ink, #1f1b18);
    --_muted: var(--order-status-muted, #68605a);
    --_line: var(--order-status-line, #e6e1dc);
    --_pending: var(--order-status-pending, #2563eb);
    --_preparing: var(--order-status-preparing, #d97706);
    --_ready: var(--order-status-ready, #16a34a);
    --_served: var(--order-status-served, #9333ea);
    --_completed: var(--order-status-completed, #78716c);
    --_failed: var(--order-status-failed, #dc2626);
    --_live: #16a34a;
    --_polling: #d97706;
    --_error: #dc2626;
    --_space: var(--order-status-space, 4px);
    --_motion: var(--order-status-motion, 450ms);
    --_ready-surface: var(--order-status-ready-surface, #14713a);
    --_ready-ink: var(--order-status-ready-ink, #fff);
    display: block;
    container-type: inline-size;
    contain-intrinsic-inline-size: 22rem;
    color: var(--_ink);
    font: 400 var(--order-status-text-size, 1rem) / 1.45 var(--order-status-font, system-ui, sans-serif);
    text-align: start;
  }
  :host([hidden]) {
    display: none;
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
  bdi {
    unicode-bidi: isolate;
  }
  .quiet {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
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

  .card {
    position: relative;
    overflow: clip;
    border: 1px solid var(--_line);
    border-radius: var(--order-status-radius, 20px);
    background: var(--_surface);
    box-shadow: var(--order-status-shadow, 0 1px 2px #1f1b180d, 0 12px 32px -12px #1f1b1826);
  }
  .top,
  .body {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 4);
    padding: calc(var(--_space) * 5);
  }
  .top {
    background-color: color-mix(in oklab, var(--_tone) 10%, var(--_surface));
    transition: background-color var(--_motion);
  }
  .celebrating .top,
  .celebrating .top * {
    --_tone: var(--_ready-ink);
    --_muted: var(--_ready-ink);
  }
  .celebrating .top {
    background-color: var(--_ready-surface);
    color: var(--_ready-ink);
  }
  .celebrating .number {
    font-size: clamp(1.75em, 9.5cqi, 2.5em);
    letter-spacing: -0.025em;
    line-height: 1.1;
  }

  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space) calc(var(--_space) * 3);
    font-size: 0.875em;
  }
  .where {
    flex: 1 1 8em;
    color: var(--_muted);
  }
  .where strong {
    display: block;
    color: var(--_ink);
    font-weight: 650;
  }
  .celebrating .where strong {
    color: inherit;
  }

  .connection {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 1.5);
    padding: calc(var(--_space) * 0.75) calc(var(--_space) * 2.5);
    border: 1px solid var(--_line);
    border-radius: 99px;
    background: var(--_surface);
    color: var(--_ink);
    font-variant-numeric: tabular-nums;
  }
  .dot {
    --_dot: var(--_muted);
    inline-size: 0.55em;
    block-size: 0.55em;
    flex: none;
    border-radius: 50%;
    background: var(--_dot);
  }
  .connected .dot {
    --_dot: var(--order-status-live, var(--_live));
  }
  .polling .dot {
    --_dot: var(--order-status-polling, var(--_polling));
  }
  .error .dot,
  .denied .dot {
    --_dot: var(--order-status-error, var(--_error));
  }
  .offline .dot,
  .connecting .dot {
    background: none;
    box-shadow: inset 0 0 0 2px var(--_muted);
  }

  .toast {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--_space) * 2);
    padding-inline-start: calc(var(--_space) * 4);
    border-radius: calc(var(--order-status-radius, 20px) * 0.6);
    background: var(--_ink);
    color: var(--_surface);
    font-weight: 550;
  }

  .hero {
    display: grid;
    grid-template-columns: auto 1fr;
    align-items: center;
    gap: calc(var(--_space) * 3);
  }
  .badge {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 3em;
    block-size: 3em;
    border-radius: 50%;
    background: var(--_tone);
    color: var(--_surface);
    font-size: 1.125em;
  }
  .celebrating .badge {
    background: var(--_ready-ink);
    color: var(--_ready-surface);
  }
  .estimated .badge {
    border: 2px dashed var(--_tone);
    background: none;
    color: var(--_ink);
  }
  .number {
    justify-self: end;
    font-size: 1.125em;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .words,
  .notes {
    grid-column: 1 / -1;
  }
  .words {
    grid-row: 2;
  }
  h2 {
    font-family: var(--order-status-heading-font, inherit);
    font-size: clamp(1.75em, 9.5cqi, 2.5em);
    font-weight: 750;
    line-height: 1.1;
    letter-spacing: -0.025em;
    text-wrap: balance;
  }
  .words p {
    margin-block-start: calc(var(--_space) * 1.5);
    text-wrap: pretty;
  }
  .notes {
    padding: calc(var(--_space) * 2.5) calc(var(--_space) * 3);
    border-inline-start: 3px solid var(--_tone);
    background: var(--_surface);
    color: var(--_ink);
    font-size: 0.9375em;
  }
  .estimate {
    font-size: 1.1875em;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }

  .progress {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 3);
    color: var(--_muted);
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
  }
  .track {
    flex: 1;
    block-size: 8px;
    overflow: hidden;
    border-radius: 99px;
    background: color-mix(in oklab, var(--_tone) 20%, transparent);
  }
  .fill {
    inline-size: var(--_progress, 0%);
    block-size: 100%;
    border-radius: inherit;
    background: var(--_tone);
    transition: inline-size var(--_motion) cubic-bezier(0.2, 0.8, 0.2, 1), background-color var(--_motion);
  }
  .estimated .fill {
    background: repeating-linear-gradient(115deg, var(--_tone) 0 6px, transparent 6px 10px);
  }

  .steps,
  .items ul {
    padding: 0;
    list-style: none;
  }
  .step {
    position: relative;
    display: grid;
    grid-template-columns: auto 1fr;
    align-items: center;
    gap: calc(var(--_space) * 3);
    min-block-size: 2.5em;
    color: var(--_muted);
  }
  .step + .step::before {
    content: '';
    position: absolute;
    inset-block: -0.5em calc(50% + 0.75em);
    inset-inline-start: calc(0.75em - 1px);
    inline-size: 2px;
    background: var(--_line);
  }
  .step.done::before,
  .step.current::before {
    background: var(--_tone);
  }
  .mark {
    display: grid;
    place-items: center;
    inline-size: 1.5em;
    block-size: 1.5em;
    border: 2px solid var(--_line);
    border-radius: 50%;
    color: var(--_surface);
    transition: background-color var(--_motion), border-color var(--_motion);
  }
  .mark .icon {
    inline-size: 0.9em;
    block-size: 0.9em;
    stroke-width: 3.5;
  }
  .done .mark {
    border-color: var(--_tone);
    background: var(--_tone);
  }
  .current .mark {
    border-color: var(--_tone);
  }
  .current .mark::after {
    content: '';
    inline-size: 0.7em;
    block-size: 0.7em;
    border-radius: 50%;
    background: var(--_tone);
  }
  .estimated .current .mark {
    border-style: dashed;
  }
  .estimated .current .mark::after {
    opacity: 0.5;
  }
  .step.done {
    color: var(--_ink);
  }
  .step.current {
    color: var(--_ink);
    font-weight: 700;
  }
  .step-text {
    display: none;
    color: var(--_muted);
    font-size: 0.8125em;
    font-weight: 400;
    line-height: 1.35;
  }

  .problem,
  .alerts,
  .cached {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 3);
  }
  .problem.worded {
    padding: calc(var(--_space) * 4);
    border-radius: calc(var(--order-status-radius, 20px) * 0.6);
    background: color-mix(in oklab, var(--_failed) 9%, var(--_surface));
  }
  .problem p,
  .alerts p {
    flex: 1 1 12em;
  }
  .alerts p {
    color: var(--_muted);
    font-size: 0.9375em;
  }
  .alerts strong {
    display: block;
    color: var(--_ink);
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(var(--_space) * 2);
    min-inline-size: 44px;
    min-block-size: 44px;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 5);
    border: 1px solid currentColor;
    border-radius: var(--order-status-button-radius, 99px);
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 650;
    cursor: pointer;
  }
  button.main {
    flex: 1;
    min-block-size: 52px;
    border-color: transparent;
    background: var(--order-status-accent, var(--_ink));
    color: var(--order-status-on-accent, var(--_surface));
  }
  button.plain {
    padding: 0;
    border: 0;
  }
  button:active {
    scale: 0.98;
  }
  :focus-visible {
    outline: 3px solid var(--order-status-focus, var(--_pending));
    outline-offset: 2px;
  }

  :is(.steps, .alerts) ~ .items {
    border-block-start: 1px solid var(--_line);
  }
  summary {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 3);
    min-block-size: 48px;
    font-weight: 600;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::after {
    content: '';
    inline-size: 0.5em;
    block-size: 0.5em;
    border: solid currentColor;
    border-width: 0 2px 2px 0;
    margin-inline-end: 4px;
    rotate: 45deg;
    translate: 0 -2px;
  }
  [open] > summary::after {
    rotate: 225deg;
    translate: 0 2px;
  }
  .total {
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
  }
  .items li {
    display: grid;
    grid-template-columns: 2.5em 1fr auto;
    padding-block: calc(var(--_space) * 1);
  }
  [part='item-quantity'],
  [part='item-status'],
  footer {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  footer {
    font-size: 0.875em;
  }

  .handover {
    inline-size: 100%;
    block-size: 100%;
    max-inline-size: none;
    max-block-size: none;
    padding: calc(var(--_space) * 6);
    border: 0;
    background: var(--_ready-surface);
    color: var(--_ready-ink);
    font-size: 1.25em;
    text-align: center;
  }
  .handover[open] {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: calc(var(--_space) * 4);
  }
  .handover :focus-visible {
    outline-color: currentColor;
  }
  .handover .plain {
    position: absolute;
    inset-block-start: calc(var(--_space) * 4);
    inset-inline-end: calc(var(--_space) * 4);
  }
  .handover-number {
    font-family: var(--order-status-heading-font, inherit);
    font-size: clamp(5rem, 38vmin, 20rem);
    font-weight: 800;
    line-height: 1;
    letter-spacing: -0.04em;
  }
  .handover-status {
    display: flex;
    align-items: center;
    gap: 0.5em;
    font-size: 1.4em;
    font-weight: 700;
  }
  .handover-hint {
    opacity: 0.85;
  }

  .compact {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space) calc(var(--_space) * 3);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 4);
    border-radius: calc(var(--order-status-radius, 20px) * 0.7);
  }
  .compact .icon {
    color: var(--_tone);
  }
  .compact .lead {
    display: flex;
    flex: 1 1 10em;
    align-items: center;
    gap: calc(var(--_space) * 2);
    font-weight: 700;
  }
  .compact .estimate {
    flex: 1 0 100%;
    order: 1;
    font-size: 1em;
    font-weight: 500;
  }
  .compact .connection {
    padding: 0;
    border: 0;
    color: var(--_muted);
    font-size: 0.875em;
  }
  .compact :is(.progress, .problem, .toast) {
    flex: 1 0 100%;
    order: 2;
  }
  .compact .track {
    block-size: 4px;
  }

  @container (min-width: 36rem) {
    .top,
    .body {
      padding: calc(var(--_space) * 7);
    }
    .hero {
      grid-template-columns: auto 1fr auto;
      column-gap: calc(var(--_space) * 5);
    }
    .badge {
      font-size: 1.5em;
    }
    .words {
      grid-area: 1 / 2;
    }
    .number {
      grid-column: 3;
    }
    .steps {
      display: grid;
      grid-auto-columns: 1fr;
      grid-auto-flow: column;
      gap: calc(var(--_space) * 4);
    }
    .step {
      grid-template-columns: 1fr;
      align-content: start;
      gap: calc(var(--_space) * 2);
    }
    .step + .step::before {
      inset-block: calc(0.75em - 1px) auto;
      inset-inline: calc(-100% - var(--_space) * 2.5 + 1.5em) calc(100% + var(--_space) * 5.5);
      inline-size: auto;
      block-size: 2px;
    }
    .step-text {
      display: block;
    }
    button.main {
      flex: none;
    }
    .compact .estimate {
      flex: none;
      order: 0;
    }
  }

  @keyframes enter {
    from {
      opacity: 0;
      translate: 0 0.4em;
    }
  }
  @keyframes pop {
    from {
      scale: 0.6;
    }
    60% {
      scale: 1.12;
    }
  }
  @keyframes breathe {
    50% {
      opacity: 0.35;
      scale: 0.75;
    }
  }
  @keyframes ring {
    to {
      opacity: 0;
      scale: 2.2;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .words,
    .badge,
    .toast {
      animation: enter var(--_motion) both;
    }
    .celebrating .badge {
      animation: pop calc(var(--_motion) * 1.3) both;
    }
    .celebrating .badge::after {
      content: '';
      position: absolute;
      inset: 0;
      border: 3px solid currentColor;
      border-radius: 50%;
      animation: ring calc(var(--_motion) * 3) ease-out 2 both;
    }
    .current .mark::after,
    .connecting .dot {
      animation: breathe 2.4s ease-in-out infinite;
    }
  }
  @media (forced-colors: active) {
    .fill,
    .dot,
    .done .mark,
    .current .mark::after {
      background: CanvasText;
      forced-color-adjust: none;
    }
    .track {
      border: 1px solid;
    }
    .done .mark {
      color: Canvas;
    }
  }
  @media print {
    button,
    .toast,
    .connection {
      display: none;
    }
    .card {
      box-shadow: none;
    }
  }
`;
