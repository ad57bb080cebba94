import { css } from 'lit';

/** What depends on the screen: its shape, its size, motion, forced colours, print. */
export const mediaStyles = css`
  @container (orientation: portrait) {
    .halves {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: minmax(0, 1fr) minmax(0, 1fr);
    }
    .call-number {
      font-size: min(15cqh, 26cqw);
    }
  }
  @container (max-width: 30rem) {
    h2 {
      flex-basis: calc(100% - 5.5em);
    }
    .connection,
    .sound,
    header button {
      order: 1;
    }
    .connection {
      flex-grow: 1;
    }
  }
  @container ((orientation: portrait) and (max-height: 36rem)) or (max-height: 24rem) {
    .call-text {
      display: none;
    }
  }

  /* A screen in a zoom of 400 %: the page scrolls, and the numbers keep their size. */
  @media (max-width: 48rem) and (max-height: 30rem) {
    :host {
      min-block-size: 34rem;
    }
    .numbers {
      min-block-size: 28px;
    }
    .call {
      flex: 0 1 auto;
    }
  }

  /* A number can be read from its first frame on. */
  @keyframes call {
    from {
      transform: scale(0.9);
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .screen {
      transition: transform 1.5s linear;
    }
    .number.called,
    .call-number {
      animation: call var(--_motion);
    }
  }
  @media (prefers-contrast: more) {
    .board {
      --_muted: var(--_ink);
      --_line: var(--_ink);
    }
  }
  @media (forced-colors: active) {
    .half,
    .half.ready,
    .notice,
    .call {
      border: 2px solid;
    }
    .dot {
      background: CanvasText;
      forced-color-adjust: none;
    }
    .number.called bdi {
      outline: 2px solid;
      outline-offset: -2px;
    }
  }
  @media print {
    button {
      display: none;
    }
  }
`;
