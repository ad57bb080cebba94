import type { FieldMap } from '../../../../src/order/field-map/field-map.js';
import cloverMap from '../../../../src/order/field-map/presets/clover.js';
import deliverectMap from '../../../../src/order/field-map/presets/deliverect.js';
import doordashMap from '../../../../src/order/field-map/presets/doordash.js';
import dotyposMap from '../../../../src/order/field-map/presets/dotypos.js';
import enategaMap from '../../../../src/order/field-map/presets/enatega.js';
import flipdishMap from '../../../../src/order/field-map/presets/flipdish.js';
import gloriafoodMap from '../../../../src/order/field-map/presets/gloriafood.js';
import googleMap from '../../../../src/order/field-map/presets/google.js';
import grubhubMap from '../../../../src/order/field-map/presets/grubhub.js';
import ifoodMap from '../../../../src/order/field-map/presets/ifood.js';
import lightspeedMap from '../../../../src/order/field-map/presets/lightspeed.js';
import magentoMap from '../../../../src/order/field-map/presets/magento.js';
import medusaMap from '../../../../src/order/field-map/presets/medusa.js';
import odooMap from '../../../../src/order/field-map/presets/odoo.js';
import openDeliveryMap from '../../../../src/order/field-map/presets/open-delivery.js';
import otterMap from '../../../../src/order/field-map/presets/otter.js';
import saleorMap from '../../../../src/order/field-map/presets/saleor.js';
import shopifyMap from '../../../../src/order/field-map/presets/shopify.js';
import squareMap from '../../../../src/order/field-map/presets/square.js';
import tastyigniterMap from '../../../../src/order/field-map/presets/tastyigniter.js';
import toastMap from '../../../../src/order/field-map/presets/toast.js';
import uberDirectMap from '../../../../src/order/field-map/presets/uber-direct.js';
import ucpMap from '../../../../src/order/field-map/presets/ucp.js';
import woocommerceMap from '../../../../src/order/field-map/presets/woocommerce.js';
import { clover } from './clover.js';
import { deliverect } from './deliverect.js';
import { doordash } from './doordash.js';
import { dotypos } from './dotypos.js';
import { enatega } from './enatega.js';
import { flipdish } from './flipdish.js';
import { gloriafood } from './gloriafood.js';
import { google } from './google.js';
import { grubhub } from './grubhub.js';
import { ifood } from './ifood.js';
import { lightspeed } from './lightspeed.js';
import { magento } from './magento.js';
import { medusa } from './medusa.js';
import { odoo } from './odoo.js';
import { openDelivery } from './open-delivery.js';
import { otter } from './otter.js';
import type { PayloadCase } from './payload-case.js';
import { saleor } from './saleor.js';
import { shopify } from './shopify.js';
import { shopifyShipments } from './shopify-shipments.js';
import { square } from './square.js';
import { squareFulfilments } from './square-fulfilments.js';
import { tastyigniter } from './tastyigniter.js';
import { toast } from './toast.js';
import { uberDirect } from './uber-direct.js';
import { ucp } from './ucp.js';
import { woocommerce } from './woocommerce.js';

/** Every preset with its payloads. */
export const providers: Readonly<
  Record<string, { readonly map: FieldMap; readonly payloads: readonly PayloadCase[] }>
> = {
  clover: { map: cloverMap, payloads: clover },
  deliverect: { map: deliverectMap, payloads: deliverect },
  doordash: { map: doordashMap, payloads: doordash },
  dotypos: { map: dotyposMap, payloads: dotypos },
  enatega: { map: enategaMap, payloads: enatega },
  flipdish: { map: flipdishMap, payloads: flipdish },
  gloriafood: { map: gloriafoodMap, payloads: gloriafood },
  google: { map: googleMap, payloads: google },
  grubhub: { map: grubhubMap, payloads: grubhub },
  ifood: { map: ifoodMap, payloads: ifood },
  lightspeed: { map: lightspeedMap, payloads: lightspeed },
  magento: { map: magentoMap, payloads: magento },
  medusa: { map: medusaMap, payloads: medusa },
  odoo: { map: odooMap, payloads: odoo },
  'open-delivery': { map: openDeliveryMap, payloads: openDelivery },
  otter: { map: otterMap, payloads: otter },
  saleor: { map: saleorMap, payloads: saleor },
  shopify: { map: shopifyMap, payloads: [...shopify, ...shopifyShipments] },
  square: { map: squareMap, payloads: [...square, ...squareFulfilments] },
  tastyigniter: { map: tastyigniterMap, payloads: tastyigniter },
  toast: { map: toastMap, payloads: toast },
  ucp: { map: ucpMap, payloads: ucp },
  'uber-direct': { map: uberDirectMap, payloads: uberDirect },
  woocommerce: { map: woocommerceMap, payloads: woocommerce },
};
