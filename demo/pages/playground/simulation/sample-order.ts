import type { WireOrder } from './simulated-restaurant.js';

export const minute = 60_000;

/** A moment as back ends write it, some minutes after `start`. */
export function momentAfter(start: number, minutes: number): string {
  return new Date(start + minutes * minute).toISOString();
}

/**
 * An order that was placed just now, to be ready in 14 to 20 minutes. How it reaches the guest it does not say: that
 * is left to the element's own attribute.
 */
export function sampleOrder(start: number): WireOrder {
  return {
    status: 'pending',
    number: '42',
    table_label: '12',
    restaurant_name: 'Trattoria Aurora',
    placed_at: momentAfter(start, 0),
    updated_at: momentAfter(start, 0),
    estimated_ready_from: momentAfter(start, 14),
    estimated_ready_to: momentAfter(start, 20),
    delayed: false,
    on_hold: false,
    items: [
      { id: '1', name: 'Tagliatelle al ragù', quantity: 2 },
      { id: '2', name: 'Pizza Margherita', quantity: 1 },
      { id: '3', name: 'Tiramisù della casa', quantity: 2 },
    ],
    total_minor: 4850,
    currency: 'EUR',
  };
}

/** Today at half past seven in the evening, so that every picture shows the same times. */
export function thisEvening(): number {
  return new Date().setHours(19, 30, 0, 0);
}
