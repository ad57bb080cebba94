/** The file for CDNs with Supabase has another module in the place of this one: there this protocol comes on demand. */
export { followByV1 } from './order-status-v1.js';
