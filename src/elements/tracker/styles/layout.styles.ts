import { css } from 'lit';

/** What the other layouts and wide places change. */
export const layoutStyles = css`
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
    justify-content: safe center;
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
  .handover .number {
    max-inline-size: none;
    font-family: var(--order-status-heading-font, inherit);
    font-size: clamp(5rem, 42vmin, 22rem);
    font-weight: 800;
    line-height: 1;
    letter-spacing: calc(var(--_tight) * 1.6);
    text-align: center;
  }
  .handover .wide {
    font-size: clamp(3.5rem, 23vmin, 12rem);
  }
  .handover .long {
    font-size: clamp(2.5rem, 15vmin, 8rem);
  }
  .handover .number small {
    display: block;
    font-size: 1.5rem;
    font-weight: 600;
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
  .compact .sign {
    display: flex;
  }
  .compact .notes {
    flex: 1 0 100%;
    order: 1;
    padding: 0;
    border: 0;
    font-size: 1em;
  }
  .compact .notes p {
    display: inline;
  }
  .compact .lead {
    display: flex;
    flex: 1 1 10em;
    align-items: center;
    gap: calc(var(--_space) * 2);
    font-weight: 700;
  }
  .compact .lead .icon {
    color: var(--_tone);
  }
  .celebrating .lead {
    --_tone: currentColor;
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 3);
    border-radius: calc(var(--order-status-radius, 20px) * 0.5);
    background: var(--_ready-surface);
    color: var(--_ready-ink);
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
  .compact :is(.progress, .problem) {
    flex: 1 0 100%;
    order: 2;
  }
  .compact .progress {
    --_bar: 6px;
    align-items: center;
  }
  .compact .current .mark {
    block-size: var(--_bar);
    margin: 0;
  }
  .compact .steps::before,
  .compact .steps::after {
    content: none;
  }
  .compact [role='progressbar'] {
    line-height: inherit;
  }

  @container (min-width: 34rem) {
    .top,
    .body {
      padding: calc(var(--_space) * 7);
    }
    .compact .estimate {
      flex: none;
      order: 0;
    }
  }
`;
