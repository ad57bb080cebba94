import { defineEnvVars } from '@sveltejs/kit/env';

/** Where the back end is. The build does not need it. */
export const variables = defineEnvVars({ ORDERS_URL: { schema: (url) => url ?? '' } });
