import { eventOf, guest, type Run, type Sample, timeOf } from './sample.js';

function uberDelivery(run: Run, step: number, word: string): object {
  return {
    id: `del_${run.id}`,
    external_id: run.orderId,
    status: word,
    kind: 'delivery',
    created: timeOf(run, 0),
    updated: timeOf(run, step),
    // Traffic: with each step it is expected two minutes later.
    dropoff_eta: timeOf(run, 30 + 2 * step),
    courier: { name: 'Bo', phone_number: guest.phone },
    dropoff: { name: guest.name, phone_number: guest.phone, address: guest.street },
  };
}

export const uberDirect: Sample = {
  provider: 'uber-direct',
  title: 'Uber Direct',
  isCourier: true,
  steps: [
    { word: 'pickup', shows: 'preparing' },
    { word: 'pickup_complete', shows: 'out_for_delivery' },
    { word: 'dropoff', shows: 'out_for_delivery' },
    { word: 'delivered', shows: 'completed' },
  ],
  externalId: ({ id }) => `del_${id}`,
  message: (run, step, word) => ({
    payload: {
      id: eventOf(run, step, word),
      kind: 'event.delivery_status',
      status: word,
      created: timeOf(run, step),
      live_mode: false,
      delivery_id: `del_${run.id}`,
      customer_id: 'cus_sample',
      data: uberDelivery(run, step, word),
    },
  }),
  answer: uberDelivery,
};

/** A delivery that DoorDash knows under our order's id. */
export const doordash: Sample = {
  provider: 'doordash',
  title: 'DoorDash Drive',
  isCourier: true,
  steps: [
    { word: 'DASHER_CONFIRMED', shows: 'preparing' },
    { word: 'DASHER_CONFIRMED_PICKUP_ARRIVAL', shows: 'preparing' },
    { word: 'DASHER_PICKED_UP', shows: 'out_for_delivery' },
    { word: 'DASHER_DROPPED_OFF', shows: 'completed' },
  ],
  externalId: ({ id, orderId }) => orderId ?? `dd-${id}`,
  message: (run, step, word) => ({
    payload: {
      external_delivery_id: run.orderId ?? `dd-${run.id}`,
      event_name: word,
      currency: 'USD',
      created_at: timeOf(run, 0),
      updated_at: timeOf(run, step),
      dropoff_time_estimated: timeOf(run, 30 + 2 * step),
      dropoff_contact_given_name: guest.name,
      dropoff_phone_number: guest.phone,
      dropoff_address: guest.street,
      dasher_name: 'Bo',
    },
  }),
  answer: (run, step, word) => ({
    external_delivery_id: run.orderId ?? `dd-${run.id}`,
    delivery_status: deliveryStatus[word] ?? word,
    updated_at: timeOf(run, step),
    dropoff_time_estimated: timeOf(run, 30 + 2 * step),
    dropoff_address: guest.street,
  }),
};

const deliveryStatus: Readonly<Record<string, string>> = {
  DASHER_CONFIRMED: 'confirmed',
  DASHER_CONFIRMED_PICKUP_ARRIVAL: 'arrived_at_pickup',
  DASHER_PICKED_UP: 'picked_up',
  DASHER_DROPPED_OFF: 'delivered',
};
