import { css } from 'lit';

/** What the other layouts and wide places change. */
export const layoutStyles = css`
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

  @container (min-width: 34em) {
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
