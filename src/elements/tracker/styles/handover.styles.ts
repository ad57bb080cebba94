import { css } from 'lit';

/** The number over the whole screen. Loaded with its code. */
export const handoverStyles = css`
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
    background: var(--_ready-surface);
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
    margin-block-end: 0.25em;
    line-height: 1.5;
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
    font-size: 0.9em;
  }
  .handover p {
    border-radius: 4px;
    background: var(--_ready-surface);
    box-shadow: 0 0 0 4px var(--_ready-surface);
  }
  /* Browsers paint a plate behind each text there, as high as its letters can be: it would cut the words around it. */
  @media (forced-colors: active) {
    .handover p {
      background: none;
      box-shadow: none;
      color: CanvasText;
      forced-color-adjust: none;
    }
  }
  .pickup {
    display: grid;
    justify-items: center;
    gap: calc(var(--_space) * 3);
  }
  .pickup-digits {
    margin-inline-end: -0.18em;
    font-size: min(2.4em, 9vmin);
    font-weight: 800;
    line-height: 1.1;
    letter-spacing: 0.18em;
    white-space: nowrap;
  }
  .qr {
    inline-size: clamp(8rem, 42vmin, 18rem);
    border-radius: 12px;
    background: #fff;
    forced-color-adjust: none;
  }
  .handover.coded {
    gap: calc(var(--_space) * 2);
  }
  .coded .number {
    font-size: clamp(3rem, 20vmin, 9rem);
  }
`;
