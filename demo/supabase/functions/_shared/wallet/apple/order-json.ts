import { stageOf, type WalletOrder, type WalletStage } from '../wallet-order.ts';

/** What the restaurant says of itself to Apple. */
export interface AppleMerchant {
  /** `order.com.example.restaurant`, as made at developer.apple.com. */
  readonly orderTypeIdentifier: string;
  /** `merchant.com.example.restaurant`. */
  readonly merchantIdentifier: string;
  /** The restaurant's site. */
  readonly url: string;
}

export interface OrderAddresses {
  /** The guest's own page. */
  readonly link: string;
  /** Where Wallet asks for the newest version. Apple wants https. */
  readonly webServiceUrl: string;
  /** At least 16 characters. */
  readonly authenticationToken: string;
}

/** The key of the one text that differs between languages, in every `order.strings`. */
export const statusKey = 'status';

/** Statuses of a pickup fulfilment, and of a shipping one, by how far the order is. */
const pickupStatuses: Readonly<Record<WalletStage, string>> = {
  open: 'open',
  preparing: 'processing',
  ready: 'readyForPickup',
  on_the_way: 'readyForPickup',
  done: 'pickedUp',
  cancelled: 'cancelled',
};
const deliveryStatuses: Readonly<Record<WalletStage, string>> = {
  open: 'open',
  preparing: 'processing',
  ready: 'processing',
  on_the_way: 'outForDelivery',
  done: 'delivered',
  cancelled: 'cancelled',
};

/**
 * The file `order.json` of an order package, after the object `Order` of Apple's "Wallet Orders"
 * (developer.apple.com/documentation/walletorders/order), schema version 1. A meal at the table is a pickup: Apple knows
 * nothing nearer.
 */
export function orderJson(order: WalletOrder, merchant: AppleMerchant, addresses: OrderAddresses): object {
  const stage = stageOf(order);
  const lineItems = order.items.map(({ name, quantity }) => ({ title: name, quantity }));
  return {
    schemaVersion: 1,
    orderTypeIdentifier: merchant.orderTypeIdentifier,
    orderIdentifier: order.id,
    orderType: 'ecommerce',
    orderNumber: order.number,
    createdAt: rfc3339(order.placed_at),
    updatedAt: rfc3339(order.updated_at),
    status: stage === 'cancelled' ? 'cancelled' : stage === 'done' ? 'completed' : 'open',
    statusDescription: statusKey,
    orderManagementURL: addresses.link,
    webServiceURL: addresses.webServiceUrl,
    authenticationToken: addresses.authenticationToken,
    merchant: {
      merchantIdentifier: merchant.merchantIdentifier,
      displayName: order.restaurant_name,
      url: merchant.url,
      logo: 'logo.png',
    },
    ...(lineItems.length > 0 && { lineItems }),
    ...payment(order),
    fulfillments: [{ fulfillmentIdentifier: 'order', statusDescription: statusKey, ...fulfillment(order, stage) }],
  };
}

function fulfillment(order: WalletOrder, stage: WalletStage): object {
  const from = order.estimated_ready_from ?? order.estimated_ready_to;
  const isExpected = from !== null && (stage === 'open' || stage === 'preparing');
  if (order.fulfilment === 'delivery') {
    return { fulfillmentType: 'shipping', shippingType: 'delivery', status: deliveryStatuses[stage] };
  }
  return {
    fulfillmentType: 'pickup',
    displayName: order.restaurant_name,
    status: pickupStatuses[stage],
    ...(isExpected && { pickupAt: rfc3339(from), ...pickupWindow(from, order.estimated_ready_to) }),
  };
}

function pickupWindow(from: string, to: string | null): object {
  const minutes = to === null ? 0 : Math.ceil((Date.parse(to) - Date.parse(from)) / 60_000);
  return minutes > 0 ? { pickupWindowDuration: `PT${minutes}M` } : {};
}

function payment({ total_minor, currency }: WalletOrder): object {
  if (total_minor === null) return {};
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return { payment: { total: { amount: Number(`${total_minor}e-${maximumFractionDigits}`), currency } } };
}

/** Apple reads no fractions finer than milliseconds. */
function rfc3339(time: string): string {
  return new Date(time).toISOString();
}
