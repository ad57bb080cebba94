// The first (es tracker) and second config only, or those named.
import all from './rollup.config.mjs';

const pick = (process.env.PICK ?? '1').split(',').map(Number);
export default pick.map((i) => all[i]);
