import type { AttributeName, AttributeOption } from '../../../../src/elements/shared/element-option.js';
import type { elementOptions } from '../../../../src/elements/tracker/element-options.js';
import type { TrackerOptionRows } from '../../../../src/tracker/options.js';
import { guestWordings } from './guest-wordings.js';
import { languageName, languages } from './languages.js';
import { liveWordings } from './live-wordings.js';

/** The ways to a back end, as a restaurant sees them. The element's own word for each is the key. */
export const backEnds = {
  polling: { label: 'JSON endpoint', hint: 'Any URL that answers an order; asked every few seconds' },
  websocket: { label: 'WebSocket', hint: 'Your server pushes every change' },
  sse: { label: 'Event stream', hint: 'Your server sends events (text/event-stream)' },
  supabase: { label: 'Supabase', hint: 'A hosted or own project' },
} as const;
export type BackEnd = keyof typeof backEnds;

export const groups = {
  look: 'Look and language',
  backEnd: 'Your back end',
  order: 'The order',
  alerts: 'Alerts and privacy',
  guest: 'What guests can do',
} as const;
export type Group = keyof typeof groups;

/** What the playground says of one attribute, and where. */
export interface ControlWording {
  readonly label: string;
  readonly group: Group;
  readonly hint?: string;
  /** Value → label. */
  readonly options?: Readonly<Record<string, string>>;
  readonly example?: string;
  /** The smallest number. Default 5. */
  readonly least?: number;
  /** Shown for these only. */
  readonly backEnds?: readonly BackEnd[];
  readonly needed?: boolean;
}

type Options = TrackerOptionRows & typeof elementOptions;

/** Every attribute of the element's lists but `transport`, which is the choice of the back end; a label for each choice. */
type Wordings = {
  readonly [Name in Exclude<AttributeOption<Options>, 'transport'> as AttributeName<Name>]: ControlWording &
    (Options[Name]['value'] extends readonly (infer Word extends string)[]
      ? { readonly options: Readonly<Record<Word, string>> }
      : Options[Name]['value'] extends 'flag'
        ? { readonly options: Readonly<Record<'off' | 'on', string>> }
        : unknown);
};

const presets = {
  '': 'None: our own words, or a field map',
  clover: 'Clover',
  deliverect: 'Deliverect',
  doordash: 'DoorDash',
  dotypos: 'Dotypos',
  enatega: 'Enatega',
  flipdish: 'Flipdish',
  gloriafood: 'GloriaFood',
  google: 'Google Food Ordering',
  grubhub: 'Grubhub',
  ifood: 'iFood',
  lightspeed: 'Lightspeed Restaurant',
  magento: 'Magento (Adobe Commerce)',
  medusa: 'Medusa, Medusa Eats',
  odoo: 'Odoo',
  'open-delivery': 'Open Delivery',
  otter: 'Otter',
  saleor: 'Saleor',
  shopify: 'Shopify',
  square: 'Square',
  tastyigniter: 'TastyIgniter',
  toast: 'Toast',
  'uber-direct': 'Uber Direct',
  ucp: 'Universal Commerce Protocol',
  woocommerce: 'WooCommerce',
} as const;

const supabase: readonly BackEnd[] = ['supabase'];

/** The controls in their order on the page. `lang` is an attribute of every element. */
export const controlWordings = {
  layout: {
    label: 'Layout',
    group: 'look',
    options: { card: 'Card', compact: 'One line', handover: 'Handover' },
    hint: 'Handover shows the number over the whole screen once the order is ready.',
  },
  theme: {
    label: 'Light or dark',
    group: 'look',
    options: {
      auto: 'As the device',
      light: 'Light',
      dark: 'Dark',
      classic: 'A colour for each status',
      'classic light': 'The same, light',
      'classic dark': 'The same, dark',
    },
  },
  lang: {
    label: 'Language',
    group: 'look',
    options: { '': 'As the page', ...Object.fromEntries(languages.map((code) => [code, languageName(code)])) },
  },
  ...liveWordings,
  'supabase-url': {
    label: 'Project URL',
    group: 'backEnd',
    backEnds: supabase,
    needed: true,
    example: 'https://abcdefgh.supabase.co',
  },
  'supabase-key': {
    label: 'Publishable key',
    group: 'backEnd',
    backEnds: supabase,
    needed: true,
    example: 'sb_publishable_…',
    hint: 'Everybody can read it in your page. Never the secret one.',
  },
  'supabase-table': {
    label: 'Table of the orders',
    group: 'backEnd',
    backEnds: supabase,
    example: 'orders',
  },
  'supabase-read': {
    label: 'Function that returns one order',
    group: 'backEnd',
    backEnds: supabase,
    example: 'order_snapshot',
    hint: 'Instead of the table’s row, with its items.',
  },
  'supabase-channel': {
    label: 'Listen to',
    group: 'backEnd',
    backEnds: supabase,
    options: { auto: 'What there is', broadcast: 'Broadcast', changes: 'Table changes' },
  },
  'poll-url': {
    label: 'JSON endpoint',
    group: 'backEnd',
    example: 'https://example.com/orders/{id}.json',
    hint: '{id} is replaced by the order’s id.',
  },
  'poll-method': {
    label: 'Ask with',
    group: 'backEnd',
    options: { GET: 'GET', POST: 'POST' },
    hint: 'POST where there is something to send.',
  },
  'poll-headers': {
    label: 'Further headers',
    group: 'backEnd',
    example: '{"X-Shop":"7"}',
  },
  'poll-body': {
    label: 'What to send',
    group: 'backEnd',
    example: '{"query":"…","variables":{"id":"{id}"}}',
    hint: 'A GraphQL query, for example.',
  },
  'poll-credentials': {
    label: 'Cookies',
    group: 'backEnd',
    options: { omit: 'None', 'same-origin': 'To your own site', include: 'To every site' },
  },
  'field-map': {
    label: 'Names and words of your back end',
    group: 'backEnd',
    example: '{"fields":{"status":"state"}}',
    hint: 'For JSON of another shape.',
  },
  'poll-interval': {
    label: 'Seconds between reads',
    group: 'backEnd',
    example: '10',
    hint: 'While changes do not arrive by themselves. At least 5.',
  },
  'order-id': {
    label: 'Order id',
    group: 'order',
    example: '42',
    hint: 'Empty: taken from the page’s address, ?order_id=42.',
  },
  order: {
    label: 'The order as your server knows it',
    group: 'order',
    example: '{"id":"42","status":"preparing"}',
    hint: 'JSON; shown before anything is asked.',
  },
  'pickup-place': {
    label: 'Where orders are collected',
    group: 'order',
    example: 'the bar on the ground floor',
    hint: 'Said once a pickup order is ready. Empty: at the counter.',
  },
  percent: {
    label: 'Percentage',
    group: 'look',
    options: { on: 'Until the guest has it', steps: 'Of all steps', off: 'None' },
  },
  fulfilment: {
    label: 'How the food reaches the guest',
    group: 'order',
    options: { dine_in: 'At the table', pickup: 'Pick up', delivery: 'Delivery' },
    hint: 'Unless the order itself says so.',
  },
  preset: {
    label: 'Whose words the back end speaks',
    group: 'order',
    options: presets,
    hint: 'The simulated restaurant speaks our own words: see this with your own back end.',
  },
  folder: {
    label: 'Folder of languages and presets',
    group: 'backEnd',
    hint: 'Only where the script cannot know it: a copy of dist/cdn.',
  },
  'token-url': {
    label: 'Where tracking links are exchanged',
    group: 'order',
    example: 'https://example.com/track',
    hint: 'For links that end in #track=…',
  },
  'access-token': {
    label: 'Access token',
    group: 'order',
    hint: 'Only where your server writes a fresh one into each page. Not kept in this page’s address.',
  },
  sound: {
    label: 'Sound',
    group: 'alerts',
    example: 'on',
    hint: '“on” for our chime, “off”, or the URL of a sound file.',
  },
  vibrate: { label: 'Vibration', group: 'alerts', options: { on: 'On', off: 'Off' } },
  notify: { label: 'Notification', group: 'alerts', options: { on: 'On', off: 'Off' } },
  cache: {
    label: 'Keep the last state on the device',
    group: 'alerts',
    options: { device: 'For up to 24 h', none: 'No' },
  },
  remember: {
    label: 'Find the order again without the link',
    group: 'alerts',
    options: { off: 'No: nothing secret is stored', device: 'On this device, until the order ends' },
    hint: 'For sites whose guests have no other way back.',
  },
  ...guestWordings,
  debug: {
    label: 'Log to the console',
    group: 'backEnd',
    options: { off: 'No', on: 'Yes' },
    hint: 'Every transition and its reason, in one line each.',
  },
} as const satisfies Wordings & { readonly lang: ControlWording };
