import { css } from 'lit';

/** The card and its upper half: restaurant, connection, status, estimate, progress. */
export const cardStyles = css`
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
    position: relative;
    isolation: isolate;
    background: color-mix(in oklab, var(--_tone) 10%, var(--_surface));
  }
  .celebrating :is(.top, .top *) {
    --_tone: var(--_ready-ink);
    --_muted: var(--_ready-ink);
  }
  .celebrating .top {
    background: var(--_ready-surface);
    color: var(--_ready-ink);
  }
  .celebrating .number {
    font-size: clamp(1.75em, 9.5cqi, 2.5em);
    letter-spacing: var(--_tight);
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
  slot[name='heading'] {
    display: flex;
    flex: 1 1 8em;
    flex-direction: column;
    align-items: flex-start;
    color: var(--_muted);
  }
  .place {
    color: var(--_ink);
    font-weight: 650;
  }
  .celebrating .place {
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
    --_dot-quiet: currentColor;
    inline-size: 0.55em;
    block-size: 0.55em;
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
  [part='toast-text'] {
    padding-block: calc(var(--_space) * 2);
  }
  .toast :focus-visible {
    outline-color: currentColor;
    outline-offset: -5px;
  }

  .hero {
    position: relative;
    display: grid;
    grid-template-columns: auto 1fr;
    align-items: center;
    column-gap: calc(var(--_space) * 3);
  }
  .badge {
    grid-area: 1 / 1;
    inline-size: 2.75em;
    block-size: 2.75em;
    padding: 0.6em;
    border-radius: 50%;
    background: var(--_tone);
    color: var(--_surface);
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
    grid-area: 1 / 2;
    justify-self: end;
    font-size: 1.125em;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  h2,
  h2 + p,
  .notes {
    grid-column: 1 / -1;
  }
  h2 {
    margin-block-start: calc(var(--_space) * 3);
    font-family: var(--order-status-heading-font, inherit);
    font-size: clamp(1.75em, 11cqi, 2.75em);
    font-weight: 750;
    line-height: 1.08;
    letter-spacing: var(--_tight);
    text-wrap: balance;
  }
  h2 + p {
    margin-block-start: calc(var(--_space) * 1.5);
    text-wrap: pretty;
  }
  .notes {
    margin-block-start: calc(var(--_space) * 3);
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
`;
