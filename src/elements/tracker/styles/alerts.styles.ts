import { css } from 'lit';

/**
 * The alerts, the buttons that come late, the toast, what moves when the status changes, the number in forced colours, and
 * the rules for print. They are loaded with the code of the alerts: nothing of it is needed in the first second.
 */
export const alertStyles = css`
  button.main {
    flex: 1;
    min-block-size: 52px;
    border-color: transparent;
    background: var(--_accent);
    color: var(--order-status-on-accent, var(--_surface));
  }
  button.plain {
    padding: 0;
    border: 0;
  }
  .alerts p {
    flex: 1 1 12em;
    color: var(--_muted);
    font-size: 0.9375em;
  }
  /* Its large target reaches into the gaps around it, and its words keep away from others, however many lines they take. */
  button[part='alert-off-button'] {
    margin-block: -12px;
    padding-block: 10.4px;
    margin-inline-start: calc(1.5em + var(--_space) * 3);
    color: var(--_muted);
    text-align: start;
    text-decoration: underline;
  }
  .alerts strong {
    display: block;
    color: var(--_ink);
  }

  /* A problem stands where alerts are offered: none could come now. What has the focus stays. */
  .troubled [part='alerts']:not(:focus-within) {
    display: none;
  }
  /* Beside a note or a problem: only that they are on. What else there is to say was read when they were turned on. */
  :is(.noted, .troubled) [part='alert-state'] {
    flex-basis: 6em;
  }
  :is(.noted, .troubled) [part='alert-text'],
  .troubled [part='alerts']:focus-within + .progress {
    display: none;
  }
  :is(.noted, .troubled) [part='alert-off-button'] {
    margin: 0;
  }
  @container (max-width: 33.99em) {
    .top:has(> .armed) h2 + p:not(.deadline) {
      display: none;
    }
  }

  /* In the line of the footer: its large target reaches into the gaps around that line. */
  button.copy {
    float: inline-end;
    margin-block: -14px;
    padding-block: 11.8px;
    margin-inline-start: calc(var(--_space) * 3);
    max-inline-size: 100%;
    font-weight: 500;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  /* Over the lower half of the card alone; at the lower end of the screen, while that is there. */
  .toasts {
    position: absolute;
    z-index: 1;
    inset: calc(var(--_space) * 3);
    display: flex;
    align-items: flex-end;
    pointer-events: none;
  }
  .toast {
    position: sticky;
    inset-block-end: calc(var(--_space) * 3);
    display: flex;
    flex: 1;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--_space) * 2);
    padding-inline-start: calc(var(--_space) * 4);
    border-radius: calc(var(--order-status-radius, 20px) * 0.6);
    background: var(--_ink);
    color: var(--_surface);
    font-weight: 550;
    pointer-events: auto;
  }
  /* It covers nothing that has the focus of a keyboard. */
  .body:has(:is(.now, .rest) :focus-visible) .toast {
    opacity: 0;
    pointer-events: none;
  }
  [part='toast-text'] {
    padding-block: calc(var(--_space) * 2);
  }
  .toast :focus-visible {
    outline-color: currentColor;
    outline-offset: -5px;
  }

  @keyframes pop-odd {
    from {
      transform: scale(0.8);
    }
    50% {
      transform: scale(1.08);
    }
  }
  @keyframes pop-even {
    from {
      transform: scale(0.8);
    }
    50% {
      transform: scale(1.08);
    }
  }
  @keyframes ring {
    25% {
      transform: rotate(-14deg);
    }
    50% {
      transform: rotate(11deg);
    }
    75% {
      transform: rotate(-7deg);
    }
  }
  @keyframes grow {
    from {
      transform: scale(0.015);
    }
    to {
      transform: none;
    }
  }
  @keyframes cover {
    from,
    60% {
      opacity: 1;
    }
  }
  /* Beside the words, never on them: a new status can be read in the first frame that holds it. */
  @media (prefers-reduced-motion: no-preference) {
    [data-moved='odd'] .badge {
      animation: pop-odd var(--_motion);
    }
    [data-moved='even'] .badge {
      animation: pop-even var(--_motion);
    }
    .celebrating[data-moved] .badge {
      animation: ring calc(var(--_motion) * 1.6);
    }
    /* The card as it was, and the green that grows over it from the bell. Both have gone once it has. */
    .celebrating[data-moved] :is(.top, .handover)::before,
    .celebrating[data-moved] :is(.hero, .handover)::after {
      content: '';
      position: absolute;
      z-index: -1;
      inset: 0;
      background: var(--_surface);
      opacity: 0;
      animation: cover calc(var(--_motion) * 1.6);
      pointer-events: none;
    }
    .celebrating[data-moved] :is(.hero, .handover)::after {
      background: var(--_ready-surface);
      opacity: 1;
      transform: scale(0);
      animation: grow calc(var(--_motion) * 1.6) cubic-bezier(0.3, 0.6, 0.3, 1);
    }
    .celebrating[data-moved] .hero::after {
      grid-area: 1 / 1 / 2 / 2;
      inset: 50% auto auto 50%;
      margin: -120cqi;
      inline-size: 240cqi;
      block-size: 240cqi;
      border-radius: 50%;
    }
    .mark::before {
      transition: transform var(--_motion) cubic-bezier(0.2, 0.8, 0.2, 1);
    }
  }
  /* Browsers paint a plate behind each text there: that of the number would cut the words above it. */
  @media (forced-colors: active) {
    .celebrating .top .hero .number {
      background: none;
      box-shadow: none;
      color: CanvasText;
      forced-color-adjust: none;
    }
  }
  @media print {
    button,
    .toast,
    .connection {
      display: none !important;
    }
    .card {
      --_ink: #000;
      --_muted: #000;
      --_surface: #fff;
      --_ready-ink: #000;
      --_ready-surface: #fff;
      box-shadow: none;
      color: #000;
    }
  }
`;
