import { css } from 'lit';

/** What comes late has its room from the start, so that nothing below the card is ever moved. */
export const reserveStyles = css`
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
`;
