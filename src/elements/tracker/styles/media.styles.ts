import { css } from 'lit';

/** Motion, for those who want it; forced colours; paper. */
export const mediaStyles = css`
  @keyframes enter {
    from {
      opacity: 0;
      translate: 0 0.4em;
    }
  }
  @keyframes unveil {
    from {
      opacity: 1;
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
    .celebrating .top::before {
      content: '';
      position: absolute;
      z-index: -1;
      inset: 0;
      background: var(--_surface);
      opacity: 0;
      animation: unveil var(--_motion);
    }
    .celebrating .badge {
      animation: pop calc(var(--_motion) * 1.3) both;
    }
    .celebrating .badge::after {
      content: '';
      position: absolute;
      inset: 0;
      border: 3px solid var(--_ready-ink);
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
    .current .mark::after,
    .step + .step::before {
      background: CanvasText;
      forced-color-adjust: none;
    }
    .track {
      border: 1px solid;
    }
    .done .mark {
      border-color: CanvasText;
      color: Canvas;
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
