import { css } from 'lit';
import { tokenStyles } from '../shared/token.styles.js';

const boardStyles = css`
  :host {
    container-type: size;
    block-size: 100dvh;
    min-block-size: 12rem;
    line-height: 1.2;
    --_text: clamp(0.875rem, 2.4cqmin, 4rem);
    --_pad: clamp(10px, 2cqmin, 48px);
    --_focus: var(--order-status-focus, currentColor);
  }
  .board {
    block-size: 100%;
    overflow: hidden;
    background: var(--_surface);
    color: var(--_ink);
    font-size: var(--_text);
  }
  /* A picture that stands still for weeks burns in: it wanders by less than anybody sees. */
  .screen {
    display: flex;
    flex-direction: column;
    gap: var(--_pad);
    block-size: 100%;
    padding: calc(var(--_pad) * 1.2);
    translate: calc(var(--_x, 0) * min(0.35cqmin, 4px)) calc(var(--_y, 0) * min(0.35cqmin, 4px));
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
    --_dot: var(--_muted);
    inline-size: 0.6em;
    block-size: 0.6em;
    flex: none;
    border-radius: 50%;
    background: var(--_dot);
  }
  .connected .dot {
    --_dot: var(--order-status-live, var(--_live));
  }
  .polling .dot {
    --_dot: var(--order-status-polling, var(--_polling));
  }
  .error .dot,
  .denied .dot {
    --_dot: var(--order-status-error, var(--_error));
  }
  .offline .dot,
  .connecting .dot {
    background: none;
    box-shadow: inset 0 0 0 2px var(--_muted);
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

  @keyframes arrive {
    from {
      opacity: 0;
      scale: 0.85;
    }
  }
  @keyframes call {
    from {
      opacity: 0;
      scale: 0.7;
    }
    60% {
      scale: 1.06;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .screen {
      transition: translate 8s linear;
    }
    .number {
      animation: arrive var(--_motion) both;
    }
    .call-number {
      animation: call calc(var(--_motion) * 1.4) both;
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

/** From the general to the particular: later ones win. */
export const styles = [tokenStyles, boardStyles];
