import { css } from 'lit';

/** The card and its upper half: restaurant, connection, status, estimate, progress. */
export const cardStyles = css`
  .pending {
    --_tone: var(--_pending);
  }
  .preparing {
    --_tone: var(--_preparing);
  }
  .ready {
    --_tone: var(--_ready);
  }
  .served {
    --_tone: var(--_served);
  }
  .completed {
    --_tone: var(--_completed);
  }
  .failed {
    --_tone: var(--_failed);
  }

  :host(:not([layout='compact'])) {
    min-inline-size: 0;
    max-inline-size: min(100%, var(--order-status-max-width, 36em));
  }
  /* The container of all queries, in em: the element itself may be a box of any kind, as a page's rules want it. */
  /* Until the last element is there: a browser that reads a server's drawing slowly would shift what it has painted. */
  .card:last-child {
    visibility: hidden;
  }
  .card {
    position: relative;
    overflow: clip;
    border: 1px solid var(--_line);
    border-radius: var(--order-status-radius, 20px);
    background: var(--_surface);
    box-shadow: var(--order-status-shadow, 0 1px 2px #1f1b180d, 0 12px 32px -12px #1f1b1826);
    container-type: inline-size;
    contain-intrinsic-inline-size: 22em;
  }
  .top,
  .body {
    position: relative;
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 4);
    padding: calc(var(--_space) * 5);
  }
  .top {
    overflow: clip;
    isolation: isolate;
    background: var(--_surface);
  }
  .body {
    border-block-start: 1px solid var(--_line);
  }
  .failed .top {
    background: color-mix(in oklab, var(--_tone) 8%, var(--_surface));
  }
  .celebrating :is(.top, .top .ready) {
    --_tone: var(--_ready-ink);
    --_muted: var(--_ready-ink);
  }
  .celebrating .top {
    background: var(--_ready-surface);
    color: var(--_ready-ink);
  }

  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space) calc(var(--_space) * 3);
    font-size: 0.875em;
  }
  slot[name='heading'] {
    display: flex;
    flex: 1 1 6em;
    flex-direction: column;
    align-items: flex-start;
    color: var(--_muted);
  }
  .place {
    color: var(--_ink);
    font-weight: 650;
  }
  .celebrating .place {
    color: inherit;
  }

  .connection {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 1.5);
    padding: calc(var(--_space) * 0.75) calc(var(--_space) * 2.5);
    border: 1px solid var(--_line);
    border-radius: 99px;
    background: var(--_surface);
    color: var(--_ink);
    font-variant-numeric: tabular-nums;
  }
  .dot {
    --_dot-quiet: currentColor;
    inline-size: 0.55em;
    block-size: 0.55em;
  }

  .hero {
    position: relative;
    display: grid;
    grid-template-columns: auto auto minmax(min-content, 1fr);
    align-items: center;
    column-gap: calc(var(--_space) * 2.5);
  }
  .badge {
    grid-area: 1 / 1;
    inline-size: 2.25em;
    block-size: 2.25em;
    padding: 0.45em;
    border-radius: 50%;
    background: var(--_tone);
    color: var(--_surface);
  }
  .hero:not(.settled) > .badge {
    margin-block: -0.25em;
  }
  .estimated .hero .badge {
    padding: 0.3em;
    border: 2px dashed var(--_tone);
    background: none;
    color: var(--_ink);
  }
  .hero.captioned > .badge {
    margin: 0;
    inline-size: 1.75em;
    block-size: 1.75em;
    padding: 0;
    background: none;
    color: var(--_tone);
  }
  .caption,
  .number {
    grid-row: 1;
    max-inline-size: 50cqi;
    font-weight: 650;
    line-height: 1.2;
    overflow-wrap: break-word;
  }
  .number {
    grid-column: 3;
    justify-self: end;
    max-inline-size: 36cqi;
    font-size: 1.25em;
    font-weight: 750;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  small {
    overflow-wrap: inherit;
    font-size: 0.7em;
    font-weight: 450;
    letter-spacing: normal;
  }
  .celebrating .hero :not(.long).number {
    letter-spacing: var(--_tight);
    line-height: 1;
  }
  h2,
  h2 + p,
  .notes {
    grid-column: 1 / -1;
  }
  h2 {
    justify-self: start;
    margin-block-start: calc(var(--_space) * 3);
    font-family: var(--order-status-heading-font, inherit);
    font-size: clamp(1.75em, 9.5cqi, 2.5em);
    font-weight: 750;
    line-height: var(--_lead, 1.12);
    letter-spacing: var(--_tight);
    text-wrap: balance;
  }
  .settled h2 {
    font-size: clamp(2em, 11cqi, 3em);
  }
  h2 + p {
    justify-self: start;
    margin-block-start: calc(var(--_space) * 1.5);
    color: var(--_muted);
    text-wrap: pretty;
  }
  .celebrating h2 + p {
    color: inherit;
  }
  .notes {
    margin-block-start: calc(var(--_space) * 3);
    padding: calc(var(--_space) * 2.5) calc(var(--_space) * 3);
    border-inline-start: 3px solid var(--_tone);
    background: var(--_surface);
    color: var(--_ink);
    font-size: 0.9375em;
  }
  .estimate {
    font-size: 1.1875em;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  /* Words bring their own ground: they can be read before the green that grows behind them has reached them. */
  .celebrating .top :is(header bdi, .badge, .caption, .number, h2, h2 + p, .name, ol + p),
  .celebrating ::slotted(:is([slot='heading'], [slot='ready'])) {
    border-radius: 4px;
    background: var(--_ready-surface);
    box-shadow: 0 0 0 4px var(--_ready-surface);
  }
  .celebrating .top .hero > .badge {
    border-radius: 50%;
    background: var(--_ready-ink);
    color: var(--_ready-surface);
  }
`;
