import { css } from 'lit';
import { connectionDotStyles } from '../../shared/connection-dot.styles.js';
import { tokenStyles } from '../../shared/token.styles.js';
import { mediaStyles } from './media.styles.js';
import { numberStyles } from './numbers.styles.js';
import { screenStyles } from './screen.styles.js';

/** One sheet for all boards. From the general to the particular: later ones win. */
export const styles = css`
  ${tokenStyles}
  ${connectionDotStyles}
  ${screenStyles}
  ${numberStyles}
  ${mediaStyles}
`;
