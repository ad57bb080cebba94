import { css } from 'lit';

/** What a guest can do, loaded with it: beside what the card needs anyway. */
export const guestActionStyles = css`
  [part~='message-button'] {
    flex: 1 1 auto;
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
`;
