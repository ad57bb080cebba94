import { css } from 'lit';

/** What comes late has its room from the start, so that nothing below the card is ever moved. */
export const reserveStyles = css`
  /*
   * The upper half and what may come and go below it share one room, which is large enough for an order on a usual way
   * and for one trouble: what is not needed is blank below the steps. So neither the dishes nor the page ever move.
   */
  .card:not(.compact) {
    display: grid;
    grid-template: 1fr auto auto / minmax(0, 1fr);
  }
  .card:not(.compact)::before {
    content: '';
    grid-area: 1 / 1 / 3;
    block-size: calc(var(--order-status-room, 32.5em) + var(--_asks, 0em) + var(--_leads, 0em));
  }
  .asks {
    --_asks: 3.75em;
  }
  .leads {
    --_leads: 7em;
  }
  .top {
    grid-area: 1 / 1;
  }
  .body {
    display: grid;
    grid-area: 2 / 1 / 4;
    grid-template-rows: subgrid;
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
  /* What room is left lies between the answer and the steps. */
  .progress,
  .hero:last-child {
    margin-block-start: auto;
  }
  .hero:last-child {
    margin-block-end: auto;
  }
  .alerts {
    min-block-size: 52px;
  }
  footer {
    min-block-size: 2.9em;
  }
  /* A problem stands where alerts are offered: none could come now. What has the focus stays. */
  .card:has(.problem) [part='alerts']:not(:focus-within) {
    display: none;
  }
  .card:has(.notes) .problem p {
    flex-basis: 6em;
  }

  /* In the line of the footer: its large target reaches into the gaps around that line. */
  button.copy {
    float: inline-end;
    margin-block: -14px;
    margin-inline-start: calc(var(--_space) * 3);
    max-inline-size: 100%;
    font-weight: 500;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  /* Once it is ready, the number is what staff look for. */
  @container (max-width: 35.99rem) {
    .celebrating .hero .number {
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
    .celebrating .hero .number > small {
      font-size: 1rem;
    }
  }

  @container (min-width: 36rem) {
    .card:not(.compact)::before {
      block-size: calc(var(--order-status-room, 29.5em) + var(--_asks, 0em) + var(--_leads, 0em));
    }
    .leads {
      --_leads: 3.75em;
    }
    footer {
      min-block-size: 1.45em;
    }
  }
`;
