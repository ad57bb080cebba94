import { css } from 'lit';
import { heardOnly } from '../../shared/token.styles.js';

/**
 * The steps: one bar whose segments are the steps. A narrow card names the step that the order has reached and the one
 * that follows; a wide card names all of them.
 */
export const stepStyles = css`
  .progress {
    --_bar: 8px;
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: start;
    gap: calc(var(--_space) * 3);
    color: var(--_muted);
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
    line-height: 1.3;
  }
  .progress [role='progressbar'] {
    line-height: var(--_bar);
  }
  .steps {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 2) 3px;
    min-inline-size: 0;
    padding: 0;
    list-style: none;
  }
  /* Segments in the first row, names in the second. */
  .steps::before {
    content: '';
    flex: 0 0 100%;
    order: 1;
    margin-block-start: calc(var(--_space) * -2);
  }
  .step {
    display: contents;
  }
  .mark {
    position: relative;
    flex: 1 1 1em;
    block-size: var(--_bar);
    overflow: hidden;
    border: 1.5px solid currentColor;
    border-radius: 99px;
    text-indent: 110%;
    white-space: nowrap;
  }
  .done .mark,
  .current .mark {
    border-color: var(--_tone);
  }
  .mark::before {
    content: '';
    position: absolute;
    inset: -2px;
    background: var(--_tone);
    transform: scaleX(0);
    transform-origin: left;
  }
  [dir='rtl'] .mark::before {
    transform-origin: right;
  }
  .done .mark::before,
  .current .mark::before {
    transform: none;
  }
  .current .mark {
    block-size: calc(var(--_bar) + 4px);
    margin-block: -2px;
  }
  .estimated .current .mark {
    border-style: dashed;
  }
  .estimated .current .mark::before {
    background: repeating-linear-gradient(115deg, var(--_tone) 0 6px, transparent 6px 10px);
  }
  .name {
    order: 2;
    min-inline-size: 0;
  }
  [aria-current] .name {
    color: var(--_ink);
    font-weight: 650;
  }
  .celebrating [aria-current] .name {
    color: inherit;
  }
  .current + .named .name::before {
    content: '\\203a';
    content: '\\203a' / '';
    margin-inline: 0.2em 0.6em;
  }
  [aria-hidden] .name {
    visibility: hidden;
  }

  @container (max-width: 35.99rem) {
    .step:not(.named) .name {
      ${heardOnly}
    }
  }
  @container (min-width: 36rem) {
    .steps::before {
      content: none;
    }
    .step {
      display: flex;
      flex: 1 1 0;
      flex-direction: column-reverse;
      justify-content: flex-end;
      gap: calc(var(--_space) * 2);
      min-inline-size: 0;
      hyphens: auto;
    }
    .mark {
      flex: none;
      inline-size: 100%;
    }
    .name {
      order: 0;
    }
    .current + .named .name::before {
      content: none;
    }
  }
`;
