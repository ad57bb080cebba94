import { css } from 'lit';

/** Motion, for those who want it; forced colours; paper. */
export const mediaStyles = css`
  @media (prefers-reduced-motion: no-preference) {
    .mark::before {
      transition: transform var(--_motion) cubic-bezier(0.2, 0.8, 0.2, 1);
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
    .card .step .icon {
      background: none;
      color: CanvasText;
    }
    .estimated .current .mark::before {
      background: repeating-linear-gradient(115deg, CanvasText 0 6px, transparent 6px 10px);
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
