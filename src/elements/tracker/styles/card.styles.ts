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
  .toast :focus-visible {
    outline-color: currentColor;
    outline-offset: -5px;
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
    letter-spacing: var(--_tight);
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
    background: color-mix(in oklab, var(--_tone) 15%, transparent);
  }
  .fill {
    block-size: 100%;
    border-radius: inherit;
    background: var(--_tone);
    translate: calc(var(--_progress, 0%) - 100%);
    transition: translate var(--_motion) cubic-bezier(0.2, 0.8, 0.2, 1);
  }
  [dir='rtl'] .fill {
    translate: calc(100% - var(--_progress, 0%));
  }
  .estimated .fill {
    background: repeating-linear-gradient(115deg, var(--_tone) 0 6px, transparent 6px 10px);
  }
`;
