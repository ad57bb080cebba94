import { Markup } from './markup.js';

/** The dark colours. All else stands in the tags: many clients drop a style sheet. */
export const mailStyles = new Markup(`
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .paper { background: #16130f !important; }
  .card { background: #221e19 !important; color: #f3eee6 !important; }
  .quiet { color: #b9b0a3 !important; }
  .line { border-color: #3d372f !important; }
  .button { background: #7fd6a2 !important; color: #08281a !important; }
}
`);
