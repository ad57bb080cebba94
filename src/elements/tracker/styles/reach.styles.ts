import { css } from 'lit';

/** How else the guest can be reached: one quiet line, and what it opens. */
export const reachStyles = css`
  .reach {
    display: grid;
    gap: calc(var(--_space) * 2);
    color: var(--_muted);
    font-size: 0.9375em;
  }
  /* With another way on, the page need not stay open. */
  .card:has(.given) .told {
    display: none;
  }
  .quieter {
    justify-self: start;
    color: var(--_muted);
    font-weight: 500;
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  [part='reach-button']::after {
    content: '';
    flex: none;
    inline-size: 0.4em;
    block-size: 0.4em;
    border: solid currentColor;
    border-width: 0 2px 2px 0;
    rotate: 45deg;
    translate: 0 -2px;
  }
  [part='reach-button'][aria-expanded='true']::after {
    rotate: 225deg;
    translate: 0 2px;
  }
  .given .quieter {
    justify-content: flex-end;
  }
  .given {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--_space) * 3);
  }
  .ways {
    display: grid;
    gap: calc(var(--_space) * 4);
    padding-block-end: calc(var(--_space) * 2);
  }
  .way {
    display: grid;
    justify-items: start;
    gap: calc(var(--_space) * 2);
  }
  .way + .way {
    padding-block-start: calc(var(--_space) * 4);
    border-block-start: 1px solid var(--_line);
  }
  .choice {
    display: flex;
    align-items: flex-start;
    gap: calc(var(--_space) * 3);
    min-block-size: 44px;
    cursor: pointer;
  }
  /* Drawn by us: the browser's own box is white on a dark card. */
  .choice input {
    appearance: none;
    flex: none;
    inline-size: 1.375em;
    block-size: 1.375em;
    margin: 0;
    border: 1.5px solid var(--_muted);
    border-radius: 0.3em;
    background: var(--_surface);
    cursor: pointer;
  }
  .choice input:checked {
    border-color: var(--_accent);
    background: var(--_accent);
  }
  .choice input:checked::after {
    content: '';
    display: block;
    inline-size: 0.3em;
    block-size: 0.65em;
    margin: 0.1em auto;
    border: solid var(--order-status-on-accent, var(--_surface));
    border-width: 0 2.5px 2.5px 0;
    rotate: 45deg;
  }
  .way form {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    inline-size: 100%;
  }
  .way form > :is(label, p) {
    grid-column: 1 / -1;
  }
  .way form label {
    color: var(--_ink);
    font-weight: 600;
  }
  .way form input {
    box-sizing: border-box;
    min-inline-size: 0;
    min-block-size: 44px;
    padding-inline: calc(var(--_space) * 3);
    border: 1px solid var(--_muted);
    border-radius: calc(var(--order-status-radius, 20px) * 0.6);
    background: var(--_surface);
    color: var(--_ink);
    font: inherit;
    /* Smaller text makes an iPhone zoom into the page. */
    font-size: max(1rem, 16px);
  }
  .way input[aria-invalid] {
    border-color: var(--_failed);
  }
  .way [part='reach-agree-button'] {
    color: var(--_ink);
  }
  .wrong {
    color: var(--_ink);
    font-weight: 550;
  }
  .troubled .reach:not(:focus-within) {
    display: none;
  }
  @media (forced-colors: active) {
    .choice input {
      appearance: auto;
    }
  }
  @media print {
    .reach {
      display: none;
    }
  }
`;
