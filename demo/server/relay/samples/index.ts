import { doordash, uberDirect } from './couriers.js';
import { deliverect, ifood, openDelivery } from './platforms.js';
import type { Sample } from './sample.js';
import { shopify, ucp, woocommerce } from './shops.js';
import { square, standard, toast } from './tills.js';

export { guest, type Run, type Sample, type SampleMessage, timeOf } from './sample.js';

/** A sample for every provider of the relay. */
export const samples: readonly Sample[] = [
  square,
  toast,
  standard,
  shopify,
  woocommerce,
  ucp,
  deliverect,
  ifood,
  openDelivery,
  uberDirect,
  doordash,
];
