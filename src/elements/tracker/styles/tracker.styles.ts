import { css } from 'lit';
import { connectionDotStyles } from '../../shared/connection-dot.styles.js';
import { tokenStyles } from '../../shared/token.styles.js';
import { bodyStyles } from './body.styles.js';
import { cardStyles } from './card.styles.js';
import { layoutStyles } from './layout.styles.js';
import { mediaStyles } from './media.styles.js';
import { reserveStyles } from './reserve.styles.js';
import { stepStyles } from './steps.styles.js';

/** One sheet for all trackers. From the general to the particular: later ones win. */
export const styles = css`
  ${tokenStyles}
  ${connectionDotStyles}
  ${cardStyles}
  ${stepStyles}
  ${bodyStyles}
  ${layoutStyles}
  ${reserveStyles}
  ${mediaStyles}
`;
