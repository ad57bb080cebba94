import { css } from 'lit';

/** The order that was found, loaded with it. */
export const recentStyles = css`
  :host([data-recent='waiting']) {
    display: none !important;
  }
  [part='recent'] p {
    flex: 1 1 8em;
  }
`;
