import { css } from 'lit';

/** More contrast, and forced colours. Motion and print are in alerts.styles.ts, which is loaded later. */
export const mediaStyles = css`
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
`;
