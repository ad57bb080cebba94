import { css } from 'lit';

/** Both halves, the call and the message where there are no numbers. */
export const numberStyles = css`
  .halves {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    flex: 1;
    gap: var(--_pad);
    min-block-size: 0;
  }
  .half {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_pad) * 0.6);
    min-block-size: 0;
    min-inline-size: 0;
    overflow: hidden;
    padding: var(--_pad);
    border: 2px solid var(--_line);
    border-radius: var(--order-status-radius, 20px);
    background: color-mix(in oklab, var(--_preparing) 9%, var(--_surface));
  }
  .half.ready {
    border-color: transparent;
    background: var(--_ready-surface);
    color: var(--_ready-ink);
  }
  .stale .half {
    border: 2px dashed var(--_muted);
    background: var(--_surface);
    color: var(--_muted);
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 0.75em;
    min-block-size: max(44px, 2.2em);
  }
  h3 {
    font-family: var(--order-status-heading-font, inherit);
    font-size: 1.6em;
    font-weight: 750;
    letter-spacing: -0.015em;
    line-height: 1.1;
  }
  .preparing h3::before {
    content: '';
    display: inline-block;
    inline-size: 0.5em;
    block-size: 0.5em;
    margin-inline-end: 0.4em;
    border-radius: 50%;
    background: var(--_preparing);
    vertical-align: 0.1em;
  }
  .ready h3::before {
    content: '';
    display: inline-block;
    inline-size: 0.32em;
    block-size: 0.62em;
    margin-inline: 0.25em 0.6em;
    border: solid currentColor;
    border-width: 0 0.14em 0.14em 0;
    rotate: 45deg;
    vertical-align: 0.12em;
  }
  .count {
    margin-inline-start: auto;
    font-size: 1.2em;
    font-variant-numeric: tabular-nums;
  }
  .pages {
    font-variant-numeric: tabular-nums;
  }
  .numbers {
    display: grid;
    grid-template-columns: repeat(var(--_columns, 3), minmax(0, 1fr));
    align-content: start;
    flex: 1;
    min-block-size: 0;
    padding: 0;
    overflow: hidden;
    font-family: var(--order-status-heading-font, inherit);
    font-size: var(--_size, 2em);
    font-weight: 800;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.02em;
    line-height: 1.18;
    list-style: none;
  }
  .number {
    display: grid;
    align-items: center;
    block-size: 1.18em;
    overflow: hidden;
    text-align: center;
    white-space: nowrap;
  }
  .number bdi,
  .call-number bdi {
    overflow-wrap: normal;
  }
  .number.called bdi {
    justify-self: center;
    padding-inline: 0.15em;
    border-radius: 0.2em;
    background: var(--_ready-ink);
    color: var(--_ready-surface);
  }
  .squeeze-80 bdi {
    font-size: 0.8em;
  }
  .squeeze-65 bdi {
    font-size: 0.65em;
  }
  .squeeze-50 bdi {
    font-size: 0.5em;
  }
  .squeeze-35 bdi {
    overflow: hidden;
    font-size: 0.35em;
    text-overflow: ellipsis;
  }
  .empty {
    margin-block: auto;
    font-size: 1.4em;
    text-align: center;
    text-wrap: balance;
  }
  .empty + .numbers {
    flex: none;
  }
  .left-out {
    font-size: 1.2em;
    font-weight: 650;
  }

  .call {
    display: grid;
    place-items: center;
    flex: none;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.2em;
    max-block-size: 60%;
    overflow: hidden;
    padding: calc(var(--_pad) * 0.75) var(--_pad);
    border-radius: calc(var(--order-status-radius, 20px) * 0.8);
    background: var(--_ready-ink);
    color: var(--_ready-surface);
    text-align: center;
  }
  .call-number {
    max-inline-size: 100%;
    overflow: hidden;
    font-family: var(--order-status-heading-font, inherit);
    font-size: min(24cqh, 15cqw);
    font-weight: 850;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.03em;
    line-height: 1.05;
    white-space: nowrap;
  }
  .call-text {
    max-inline-size: 100%;
    overflow: hidden;
    font-size: 1.4em;
    font-weight: 700;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .message {
    display: grid;
    place-content: center;
    flex: 1;
    gap: 0.5em;
    font-size: 1.6em;
    text-align: center;
    text-wrap: balance;
  }
  .message-title {
    font-family: var(--order-status-heading-font, inherit);
    font-size: 1.6em;
    font-weight: 750;
  }
`;
