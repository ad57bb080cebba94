import { css } from 'lit';

/** Motion, for those who want it; forced colours; paper. */
export const mediaStyles = css`
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
    .mark::before {
      transition: transform var(--_motion) cubic-bezier(0.2, 0.8, 0.2, 1);
    }
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
  }
  @media (prefers-contrast: more) {
    .card {
      --_muted: var(--_ink);
      --_line: var(--_ink);
    }
    .mark {
      border-width: 2.5px;
    }
    .failed .top,
    .problem.worded {
      background: var(--_surface);
    }
    .problem.worded {
      border: 2px solid;
    }
    .handover-hint {
      opacity: 1;
    }
  }
  @media (forced-colors: active) {
    .dot,
    .mark::before {
      background: CanvasText;
      forced-color-adjust: none;
    }
    .mark,
    .step .mark {
      border-color: CanvasText;
    }
    .estimated .current .mark::before {
      background: repeating-linear-gradient(115deg, CanvasText 0 6px, transparent 6px 10px);
    }
  }
  @media print {
    button,
    .rating,
    .links,
    .toast,
    .connection {
      display: none;
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
