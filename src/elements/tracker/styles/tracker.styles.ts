import { connectionDotStyles } from '../../shared/connection-dot.styles.js';
import { tokenStyles } from '../../shared/token.styles.js';
import { bodyStyles } from './body.styles.js';
import { cardStyles } from './card.styles.js';
import { layoutStyles } from './layout.styles.js';
import { mediaStyles } from './media.styles.js';

/** From the general to the particular: later ones win. */
export const styles = [tokenStyles, connectionDotStyles, cardStyles, bodyStyles, layoutStyles, mediaStyles];
