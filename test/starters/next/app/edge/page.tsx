export { default } from '../page';

/** The same page on Next's runtime without Node. */
export const runtime = 'edge';
