import { css } from 'lit';

/** What a guest can do, loaded with it: beside what the card needs anyway. */
export const guestActionStyles = css`
  [aria-disabled] {
    opacity: 0.55;
    cursor: default;
  }
  .rating {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    padding-inline-start: calc(var(--_space) * 4);
    border: 1px solid var(--_line);
    border-radius: calc(var(--order-status-radius, 20px) * 0.6);
    font-weight: 650;
  }
  p.rating {
    padding-block: calc(var(--_space) * 3);
  }
  .stars {
    display: flex;
    grid-column: 1 / -1;
    justify-content: center;
    padding-block-end: calc(var(--_space) * 2);
    padding-inline-end: calc(var(--_space) * 4);
  }
  .star {
    flex: 0 1 4em;
    color: var(--_preparing);
  }
  .star .icon {
    inline-size: 2.125em;
    block-size: 2.125em;
  }
  .star:is(:hover, :focus-visible, :active, :has(~ .star:is(:hover, :focus-visible, :active))) .icon {
    fill: currentColor;
  }
  /* Two side by side in each line, whatever the language: how many lines there are follows from what is offered. */
  .links,
  .contact {
    display: flex;
    flex-wrap: wrap;
    align-content: start;
    gap: calc(var(--_space) * 2);
  }
  .links {
    margin-block-start: auto;
  }
  .contact > * {
    display: contents;
  }
  .links :is(a, button),
  .contact :is(button, p) {
    flex: 1 1 calc(50% - var(--_space));
    box-sizing: border-box;
    padding: 2px calc(var(--_space) * 3);
    font-size: 0.9375em;
    line-height: 1.2;
  }
  /* What became of a question has two lines, also once it can be asked again. */
  .contact button + p {
    flex-basis: 100%;
    min-block-size: 2.4em;
  }
  .contact button + p > strong {
    display: inline;
  }
  /* Its later lines have their room: above it others come and go. */
  .links-2 .links {
    min-block-size: 6em;
  }
  .links-3 .links {
    min-block-size: 9.25em;
  }
  .links :is(a, button) {
    border-color: var(--_line);
  }
  [aria-pressed='true'] {
    background: color-mix(in oklab, currentColor 12%, transparent);
  }
  .shared {
    flex: 1 0 100%;
    color: var(--_muted);
    font-size: 0.9375em;
  }
  .shared bdi {
    user-select: all;
  }

  @media print {
    .rating,
    .links {
      display: none;
    }
  }
  @container (min-width: 34em) {
    div.rating {
      grid-template-columns: 1fr auto auto;
    }
    .stars {
      grid-area: 1 / 2;
      padding-block-end: 0;
    }
    .links :is(a, button),
    .contact button {
      flex: none;
      padding-inline: calc(var(--_space) * 5);
    }
  }
`;
