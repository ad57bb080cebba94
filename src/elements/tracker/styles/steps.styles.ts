import { css } from 'lit';
import { heardOnly } from '../../shared/token.styles.js';

/**
 * The steps: one bar whose segments are the steps. A narrow card names the step that the order has reached and the one
 * that follows; a wide card names all of them.
 */
export const stepStyles = css`
  .progress {
    --_bar: 8px;
    position: relative;
    display: flex;
    align-items: flex-start;
    gap: calc(var(--_space) * 3);
    color: var(--_muted);
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
    line-height: 1.3;
  }
  .steps {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 3px;
    min-inline-size: 0;
    padding: 0;
    list-style: none;
  }
  /* Drawings in the first row, segments in the second, names in the third. */
  .steps::before,
  .steps::after {
    content: '';
    flex: 0 0 100%;
    order: 1;
  }
  .steps::before {
    order: -1;
  }
  .steps::after {
    block-size: calc(var(--_space) * 2);
  }
  .step .icon {
    order: -2;
    flex: none;
    inline-size: 1.75em;
    block-size: 1.75em;
    margin: 0 auto calc(var(--_space) * 2);
    padding: 0.2em;
    border-radius: 50%;
  }
  .done .icon {
    color: var(--_tone);
  }
  .current .icon {
    background: var(--_tone);
    color: var(--_surface);
  }
  .celebrating .current .icon {
    color: var(--_ready-surface);
  }
  .estimated .current .icon {
    background: none;
    color: inherit;
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
  :is(.current, .done) .mark {
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
  :is(.current, .done) .mark::before {
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
    min-inline-size: 0;
    order: 2;
    align-self: start;
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

  @container (max-width: 33.99em) {
    /* The names have their lines, also where there is none: a second one where the words are long. */
    ol {
      align-content: start;
      min-block-size: 4.75em;
    }
    .lines-2 ol {
      min-block-size: 6.1em;
    }
    /* In the line of the names. */
    ol + p {
      position: absolute;
      inset-block-end: 0;
      inset-inline-end: 0;
    }
    .named + .named .name,
    .current:last-child .name {
      margin-inline-end: 3em;
    }
    .step:not(.named) .name {
      ${heardOnly}
    }
  }
  @container (max-width: 20.5em) {
    ol {
      min-block-size: 6.1em;
    }
  }
  @container (min-width: 34em) {
    .steps {
      align-items: flex-start;
    }
    .steps::before,
    .steps::after {
      content: none;
    }
    .step {
      display: flex;
      flex: 1 1 0;
      flex-direction: column;
      align-items: center;
      text-align: center;
      min-inline-size: 0;
      hyphens: auto;
    }
    .mark {
      flex: none;
      inline-size: 100%;
    }
    /* Two lines: a bold name may need the second. */
    .name {
      min-block-size: 2.6em;
      margin-block-start: calc(var(--_space) * 2);
    }
    .current + .named .name::before {
      content: none;
    }
  }
`;
