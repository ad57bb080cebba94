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
  .handover-number {
    font-family: var(--order-status-heading-font, inherit);
    font-size: clamp(5rem, 38vmin, 20rem);
    font-weight: 800;
    line-height: 1;
    letter-spacing: calc(var(--_tight) * 1.6);
  }
  .handover-number.long {
    font-size: clamp(2.5rem, 15vmin, 8rem);
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
  .compact :is(.progress, .problem, .toast) {
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
  .compact .steps::before {
    content: none;
  }
  .compact [role='progressbar'] {
    line-height: inherit;
  }

  @container (min-width: 36rem) {
    .top,
    .body {
      padding: calc(var(--_space) * 7);
    }
    .hero {
      grid-template-columns: auto 1fr auto;
      column-gap: calc(var(--_space) * 5);
    }
    .badge {
      grid-row-end: 3;
      inline-size: 4.25em;
      block-size: 4.25em;
      padding: 0.95em;
    }
    .celebrating[data-moved] .hero::after {
      grid-row-end: 3;
      inline-size: 4.25em;
      block-size: 4.25em;
    }
    h2,
    h2 + p,
    .notes {
      grid-column: 2 / 3;
    }
    h2 {
      align-self: end;
      margin: 0;
    }
    h2 + p {
      align-self: start;
    }
    .number {
      grid-area: 1 / 3 / 3;
    }
    .notes {
      grid-column: 2 / -1;
    }
    .top > .estimate {
      margin-inline-start: calc(3.58em + var(--_space) * 5);
    }
    button.main,
    .links :is(a, button),
    [part='question-button'] {
      flex: none;
    }
    .compact .estimate {
      flex: none;
      order: 0;
    }
  }
`;
