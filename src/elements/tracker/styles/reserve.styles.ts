import { css } from 'lit';

/** What comes late has its room from the start, so that nothing below the card is ever moved. */
export const reserveStyles = css`
  /*
   * The answer and what may come and go below it share one room, which is large enough for an order on a usual way and for
   * one trouble: what is not needed is blank above the steps. So neither the steps, the dishes nor the page ever move.
   */
  .full {
    --_tone: var(--_failed);
    grid-template: 1fr auto auto / minmax(0, 1fr);
    display: grid;
  }
  .full::before {
    content: '';
    grid-area: 1 / 1 / 3;
    block-size: calc(var(--order-status-room, 31.5em) + var(--_lines, 0em) + var(--_offers, 0em));
  }
  /* What the page offers has its room below the steps from the start, with the distance to them. */
  .full::after {
    content: '';
    grid-area: 2 / 1;
    block-size: calc(var(--_offers, -2em) + 1.35em);
  }
  .lines-1 {
    --_lines: 1.75em;
  }
  .lines-2 {
    --_lines: 3.5em;
  }
  .lines-3 {
    --_lines: 5.25em;
  }
  .offers-1 {
    --_offers: 4.25em;
  }
  .offers-2 {
    --_offers: 8.5em;
  }
  .offers-3 {
    --_offers: 12.75em;
  }
  .offers-4 {
    --_offers: 17em;
  }
  .offers-5 {
    --_offers: 21.25em;
  }
  .offers-6 {
    --_offers: 25.5em;
  }
  .offers-7 {
    --_offers: 29.75em;
  }
  .top {
    grid-area: 1 / 1;
  }
  .body {
    display: grid;
    grid-area: 2 / 1 / 4;
    grid-template: subgrid / minmax(0, 1fr);
    gap: 0;
  }
  .now,
  .rest {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 4);
  }
  .now:not(:empty) {
    padding-block-end: calc(var(--_space) * 4);
  }
  /* What room is left lies between the answer and what stands above the steps: a trouble, or the alerts. */
  .bare > .hero {
    margin-block-start: auto;
  }
  .top > :last-child:not(.progress) {
    margin-block-end: auto;
  }
  .top:not(.bare) > :is(.hero, .estimate, [name='ready']) + :not(.estimate, [name='ready']) {
    margin-block-start: auto;
  }
  [name='rating'] {
    display: block;
  }
  /* Beside a note, when a delivery leaves is not what matters. */
  .noted .top > .estimate {
    display: none;
  }
  .alerts {
    min-block-size: 52px;
  }
  footer {
    min-block-size: 2.9em;
  }
  .problem.brief p {
    flex-basis: 6em;
  }

  /* The end of the way is alone in its room: in the middle of it, below a large drawing. */
  .settled {
    flex: 1;
    grid-template-rows: auto 1fr repeat(4, auto) 1fr;
    text-align: center;
  }
  .settled > :is(.badge, h2, h2 + p) {
    justify-self: center;
  }
  .settled .caption {
    grid-column: 1 / 3;
  }
  .settled .badge {
    grid-area: 3 / 1 / auto / -1;
    inline-size: 3.5em;
    block-size: 3.5em;
    padding: 0.75em;
  }
  .free > .settled .badge {
    inline-size: 5em;
    block-size: 5em;
    padding: 1.1em;
  }
  .settled h2 {
    grid-row: 4;
  }
  .settled h2 + p {
    grid-row: 5;
  }
  .settled .notes {
    grid-row: 6;
    text-align: start;
  }

  /* Once it is ready, the number is what staff look for. It stays that large: a trouble takes the room of the steps. */
  .celebrating .hero .number {
    /* As a box of its own kind it is laid out anew, which browsers count as no movement. */
    grid-area: auto / 1 / auto / -1;
    justify-self: start;
    max-inline-size: 100%;
    margin-block-start: calc(var(--_space) * 3);
    text-align: start;
  }
  .celebrating .hero :not(.wide, .long).number {
    font-size: clamp(4em, 30cqi, 7em);
  }
  .celebrating .hero .wide.number {
    font-size: clamp(2.5em, 17cqi, 4.5em);
  }
  .celebrating .hero .long.number {
    font-size: 1.5em;
  }
  .celebrating .hero .number > small {
    font-size: max(1rem, 16px);
  }
  .celebrating.troubled .progress {
    display: none;
  }

  /* The number below the status: large text, or a narrow place, has no room for both in one line. */
  @container (max-width: 18em) {
    .caption,
    .number {
      max-inline-size: 100%;
    }
    .number {
      grid-area: 2 / 1 / auto / -1;
      justify-self: start;
      text-align: start;
    }
  }
  /* As on a phone of 320 px. */
  @container (max-width: 20.5em) {
    .full::before {
      padding-block-end: 2.75em;
    }
  }
  @container (min-width: 34em) {
    .full::before {
      block-size: calc(var(--order-status-room, 32em) + var(--_offers, 0em));
    }
    .full::after {
      block-size: calc(var(--_offers, -2em) + 1.85em);
    }
    footer {
      min-block-size: 1.45em;
    }
  }
`;
