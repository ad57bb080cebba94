import { guestControls } from './guest-attributes.js';

/** The ways to a back end, as a restaurant sees them. The element's own word for each is the key. */
export const backEnds = {
  polling: { label: 'JSON endpoint', hint: 'Any URL that answers an order; asked every few seconds' },
  websocket: { label: 'WebSocket', hint: 'Your server pushes every change' },
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

/** How one attribute of the element is set. */
export interface AttributeControl {
  readonly name: string;
  readonly label: string;
  readonly group: Group;
  readonly hint?: string;
  /** Text by default. */
  readonly kind?: 'url' | 'link' | 'socket-url' | 'number' | 'json-list' | 'json-object' | 'sound';
  /** The smallest number. Default 5. */
  readonly least?: number;
  /** Value → label. The first one is what the element does without the attribute. */
  readonly options?: Readonly<Record<string, string>>;
  readonly example?: string;
  /** Shown for these only. */
  readonly backEnds?: readonly BackEnd[];
  readonly needed?: boolean;
}

const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/** Every language that the element speaks. */
export const languages = [
  'en',
  'es',
  'fr',
  'de',
  'it',
  'pt',
  'nl',
  'pl',
  'tr',
  'uk',
  'ar',
  'he',
  'hi',
  'zh',
  'ja',
  'ko',
] as const;

export function languageName(code: string): string {
  const own = new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code;
  const english = languageNames.of(code) ?? code;
  return own.toLowerCase() === english.toLowerCase() ? english : `${english} · ${own}`;
}

const presets = {
  '': 'None: our own words, or a field map',
  deliverect: 'Deliverect',
  doordash: 'DoorDash',
  dotypos: 'Dotypos',
  enatega: 'Enatega',
  flipdish: 'Flipdish',
  google: 'Google Food Ordering',
  grubhub: 'Grubhub',
  otter: 'Otter',
  shopify: 'Shopify',
  square: 'Square',
  toast: 'Toast',
  'uber-direct': 'Uber Direct',
  woocommerce: 'WooCommerce',
} as const;

const socket: readonly BackEnd[] = ['websocket'];
const supabase: readonly BackEnd[] = ['supabase'];

/** Every attribute that the element reads, but `transport`: that one is the choice of the back end. */
export const attributeControls: readonly AttributeControl[] = [
  {
    name: 'layout',
    label: 'Layout',
    group: 'look',
    options: { card: 'Card', compact: 'One line', handover: 'Handover' },
    hint: 'Handover shows the number over the whole screen once the order is ready.',
  },
  {
    name: 'theme',
    label: 'Light or dark',
    group: 'look',
    options: { auto: 'As the device', light: 'Light', dark: 'Dark' },
  },
  {
    name: 'lang',
    label: 'Language',
    group: 'look',
    options: { '': 'As the page', ...Object.fromEntries(languages.map((code) => [code, languageName(code)])) },
  },
  {
    name: 'websocket-url',
    label: 'WebSocket',
    group: 'backEnd',
    kind: 'socket-url',
    backEnds: socket,
    needed: true,
    example: 'wss://example.com/orders',
    hint: '{id} is replaced by the order’s id.',
  },
  {
    name: 'websocket-protocol',
    label: 'It speaks',
    group: 'backEnd',
    backEnds: socket,
    options: { 'order-status.v1': 'order-status.v1', plain: 'Plain JSON' },
  },
  {
    name: 'websocket-hello',
    label: 'Messages to send on opening',
    group: 'backEnd',
    kind: 'json-list',
    backEnds: socket,
    example: '[{"subscribe":"{id}"}]',
    hint: 'For plain JSON only.',
  },
  {
    name: 'websocket-heartbeat',
    label: 'How to ask for a sign of life',
    group: 'backEnd',
    kind: 'json-object',
    backEnds: socket,
    example: '{"send":{"type":"ping"},"answer":{"type":"pong"}}',
    hint: 'For plain JSON only.',
  },
  {
    name: 'supabase-url',
    label: 'Project URL',
    group: 'backEnd',
    kind: 'url',
    backEnds: supabase,
    needed: true,
    example: 'https://abcdefgh.supabase.co',
  },
  {
    name: 'supabase-key',
    label: 'Publishable key',
    group: 'backEnd',
    backEnds: supabase,
    needed: true,
    example: 'sb_publishable_…',
    hint: 'Everybody can read it in your page. Never the secret one.',
  },
  {
    name: 'supabase-table',
    label: 'Table of the orders',
    group: 'backEnd',
    backEnds: supabase,
    example: 'orders',
  },
  {
    name: 'supabase-read',
    label: 'Function that returns one order',
    group: 'backEnd',
    backEnds: supabase,
    example: 'order_snapshot',
    hint: 'Instead of the table’s row, with its items.',
  },
  {
    name: 'supabase-channel',
    label: 'Listen to',
    group: 'backEnd',
    backEnds: supabase,
    options: { auto: 'What there is', broadcast: 'Broadcast', changes: 'Table changes' },
  },
  {
    name: 'poll-url',
    label: 'JSON endpoint',
    group: 'backEnd',
    kind: 'url',
    example: 'https://example.com/orders/{id}.json',
    hint: '{id} is replaced by the order’s id.',
  },
  {
    name: 'poll-interval',
    label: 'Seconds between reads',
    group: 'backEnd',
    kind: 'number',
    example: '10',
    hint: 'While changes do not arrive by themselves. At least 5.',
  },
  {
    name: 'order-id',
    label: 'Order id',
    group: 'order',
    example: '42',
    hint: 'Empty: taken from the page’s address, ?order_id=42.',
  },
  {
    name: 'fulfilment',
    label: 'How the food reaches the guest',
    group: 'order',
    options: { dine_in: 'At the table', pickup: 'Pick up', delivery: 'Delivery' },
    hint: 'Unless the order itself says so.',
  },
  {
    name: 'preset',
    label: 'Whose words the back end speaks',
    group: 'order',
    options: presets,
    hint: 'The simulated restaurant speaks our own words: see this with your own back end.',
  },
  {
    name: 'token-url',
    label: 'Where tracking links are exchanged',
    group: 'order',
    kind: 'url',
    example: 'https://example.com/track',
    hint: 'For links that end in #track=…',
  },
  {
    name: 'access-token',
    label: 'Access token',
    group: 'order',
    hint: 'Only where your server writes a fresh one into each page. Not kept in this page’s address.',
  },
  {
    name: 'sound',
    label: 'Sound',
    group: 'alerts',
    kind: 'sound',
    example: 'on',
    hint: '“on” for our chime, “off”, or the URL of a sound file.',
  },
  { name: 'vibrate', label: 'Vibration', group: 'alerts', options: { on: 'On', off: 'Off' } },
  { name: 'notify', label: 'Notification', group: 'alerts', options: { on: 'On', off: 'Off' } },
  {
    name: 'cache',
    label: 'Keep the last state on the device',
    group: 'alerts',
    options: { device: 'For up to 24 h', none: 'No' },
  },
  ...guestControls,
];
