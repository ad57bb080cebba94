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
  @keyframes ring-odd {
    from {
      opacity: 1;
    }
    to {
      transform: scale(1.9);
    }
  }
  @keyframes ring-even {
    from {
      opacity: 1;
    }
    to {
      transform: scale(1.9);
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
    .celebrating[data-moved] .hero::after {
      content: '';
      grid-area: 1 / 1 / auto / auto;
      inline-size: 2.75em;
      block-size: 2.75em;
      border: 2px solid var(--_ready-ink);
      border-radius: 50%;
      opacity: 0;
      pointer-events: none;
    }
    .celebrating[data-moved='odd'] .hero::after {
      animation: ring-odd calc(var(--_motion) * 2) ease-out;
    }
    .celebrating[data-moved='even'] .hero::after {
      animation: ring-even calc(var(--_motion) * 2) ease-out;
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
