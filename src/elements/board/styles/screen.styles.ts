import { css } from 'lit';

/** The whole screen: its header, its buttons, the notice of numbers that are not current. */
export const screenStyles = css`
  :host {
    container-type: size;
    contain-intrinsic-inline-size: 22em;
    block-size: 100dvh;
    min-block-size: 12rem;
    --_text: clamp(0.875rem, 2.4cqmin, 4rem);
    --_pad: clamp(10px, 2cqmin, 48px);
    --_focus: var(--order-status-focus, currentColor);
  }
  /* Until what follows it is there: a browser that reads a server's drawing slowly would shift what it has painted. */
  .board:last-child {
    visibility: hidden;
  }
  .board {
    block-size: 100%;
    overflow: hidden;
    background: var(--_surface);
    font-size: var(--_text);
    line-height: 1.2;
  }
  /* A picture that stands still for weeks burns in: it wanders by less than anybody sees. */
  .screen {
    display: flex;
    flex-direction: column;
    gap: var(--_pad);
    block-size: 100%;
    padding: calc(var(--_pad) * 1.2);
    transform: translate(calc(var(--_x, 0) * min(0.35cqmin, 4px)), calc(var(--_y, 0) * min(0.35cqmin, 4px)));
  }

  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_pad) * 0.5) var(--_pad);
  }
  h2 {
    flex: 1 1 6em;
    font-family: var(--order-status-heading-font, inherit);
    font-size: 1.5em;
    font-weight: 750;
    letter-spacing: -0.015em;
    line-height: 1.1;
  }
  time {
    font-size: 1.5em;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    line-height: 1.1;
  }
  .connection,
  .sound {
    display: flex;
    align-items: center;
    gap: 0.5em;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .sound .icon,
  button .icon {
    inline-size: 1.2em;
    block-size: 1.2em;
  }
  .dot {
    --_dot-quiet: var(--_muted);
    inline-size: 0.6em;
    block-size: 0.6em;
  }
  button {
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: max(44px, 2.2em);
    padding: 0 1em;
    border: 2px solid currentColor;
    border-radius: var(--order-status-button-radius, 99px);
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 650;
    cursor: pointer;
  }
  button:focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 3px;
  }

  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: center;
    gap: 0.2em 1em;
    padding: 0.5em 1em;
    border-radius: calc(var(--order-status-radius, 20px) * 0.6);
    background: var(--_ink);
    color: var(--_surface);
    font-size: 1.5em;
    text-align: center;
  }
  .notice strong {
    font-weight: 800;
  }
`;
