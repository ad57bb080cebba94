export { type Rate, RateLimit } from '../../supabase/functions/_shared/rate-limit.js';
