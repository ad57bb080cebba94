import { css } from 'lit';

/** The lower half: problems, alerts, buttons, dishes. */
export const bodyStyles = css`
  .items ul {
    padding: 0;
    list-style: none;
  }
  .problem,
  .alerts,
  .cached {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 3);
  }
  .problem.worded {
    padding: calc(var(--_space) * 3) calc(var(--_space) * 4);
    font-size: 0.9375em;
    border-radius: calc(var(--order-status-radius, 20px) * 0.6);
    background: color-mix(in oklab, var(--_hue, var(--_failed)) 9%, var(--_surface));
    color: var(--_ink);
  }
  :host([connection='offline']) .problem {
    --_hue: var(--_ink);
  }
  .problem p {
    flex: 1 1 12em;
  }
  button,
  a {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(var(--_space) * 2);
    min-inline-size: 44px;
    min-block-size: 44px;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 5);
    /* A browser that scrolls to what has the focus shows the ring around it as well. */
    scroll-margin: 8px;
    border: 1px solid currentColor;
    border-radius: var(--order-status-button-radius, 99px);
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 650;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  button:active {
    scale: 0.98;
  }
  :focus-visible {
    outline: 3px solid var(--order-status-focus, var(--_pending));
    outline-offset: 2px;
  }

  summary {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 3);
    min-block-size: 48px;
    font-weight: 600;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::after {
    content: '';
    inline-size: 0.5em;
    block-size: 0.5em;
    border: solid currentColor;
    border-width: 0 2px 2px 0;
    margin-inline-end: 4px;
    rotate: 45deg;
    translate: 0 -2px;
  }
  [open] > summary::after {
    rotate: 225deg;
    translate: 0 2px;
  }
  .total bdi {
    white-space: nowrap;
  }
  .total {
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
  }
  .items li {
    display: grid;
    grid-template-columns: 2.5em 1fr auto;
    padding-block: var(--_space);
  }
  .items li > * {
    justify-self: start;
  }
  [part='item-status'] {
    padding-inline-start: calc(var(--_space) * 2);
  }
  [part='item-quantity'],
  [part='item-status'],
  footer {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  footer {
    font-size: 0.875em;
  }
`;
