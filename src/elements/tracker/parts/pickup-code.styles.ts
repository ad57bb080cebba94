import { css } from 'lit';

/** The pickup code on the handover screen, loaded with it. */
export const pickupCodeStyles = css`
  .pickup {
    display: grid;
    justify-items: center;
    gap: calc(var(--_space) * 3);
  }
  .pickup-digits {
    margin-inline-end: -0.18em;
    font-size: 2.4em;
    font-weight: 800;
    line-height: 1.1;
    letter-spacing: 0.18em;
  }
  .qr {
    inline-size: clamp(8rem, 42vmin, 18rem);
    border-radius: 12px;
  }
  .handover.coded {
    gap: calc(var(--_space) * 2);
  }
  .coded .handover-number {
    font-size: clamp(3rem, 20vmin, 9rem);
  }
`;
