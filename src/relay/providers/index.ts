import type { CommonSettings, Provider, SharedKey } from '../provider.js';
import { type DeliverectSettings, deliverect } from './deliverect.js';
import { type DoorDashSettings, doordash } from './doordash.js';
import { type IFoodSettings, ifood } from './ifood.js';
import { type OpenDeliverySettings, openDelivery } from './open-delivery.js';
import { type ShopifySettings, shopify } from './shopify.js';
import { type SquareSettings, square } from './square.js';
import { standard } from './standard.js';
import { type ToastSettings, toast } from './toast.js';
import { type UberDirectSettings, uberDirect } from './uber-direct.js';
import { type UcpSettings, ucp } from './ucp.js';
import { type WooCommerceSettings, woocommerce } from './woocommerce.js';

/** The settings of each provider, by the name that is the last part of its address. */
export interface ProviderSettings {
  readonly deliverect?: DeliverectSettings;
  readonly doordash?: DoorDashSettings;
  readonly ifood?: IFoodSettings;
  readonly 'open-delivery'?: OpenDeliverySettings;
  readonly shopify?: ShopifySettings;
  readonly square?: SquareSettings;
  readonly standard?: SharedKey;
  readonly toast?: ToastSettings;
  readonly 'uber-direct'?: UberDirectSettings;
  readonly ucp?: UcpSettings;
  readonly woocommerce?: WooCommerceSettings;
}

export type ProviderName = keyof ProviderSettings;

export const providers: {
  readonly [Name in ProviderName]-?: Provider<NonNullable<ProviderSettings[Name]>>;
} = {
  deliverect,
  doordash,
  ifood,
  'open-delivery': openDelivery,
  shopify,
  square,
  standard,
  toast,
  'uber-direct': uberDirect,
  ucp,
  woocommerce,
};

/** A provider with its settings. */
export interface Configured {
  readonly name: string;
  readonly provider: Provider<CommonSettings>;
  readonly settings: CommonSettings;
}

/** The provider of that name, if it is configured. */
export function configured(name: string, settings: ProviderSettings): Configured | undefined {
  if (!Object.hasOwn(providers, name)) return undefined;
  const given = settings[name as ProviderName];
  // The table pairs each provider with its own settings, which its type says; a lookup by name loses that.
  const provider = providers[name as ProviderName] as Provider<CommonSettings>;
  return given && { name, provider, settings: given };
}
