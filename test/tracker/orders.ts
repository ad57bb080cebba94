/** One order as its back end sends it, from step to step. */
export const pending = { id: 'A1', status: 'pending', version: 1 };
export const preparing = { id: 'A1', status: 'preparing', version: 2 };
export const ready = { id: 'A1', status: 'ready', version: 3 };
export const completed = { id: 'A1', status: 'completed', version: 5 };
