import { type ElementOptionRow, sharedOptions } from '../shared/element-option.js';

/** THE list of what `<order-status-tracker>` adds to `trackerOptions`. A test insists on a row for every property. @internal */
export const elementOptions = {
  ...sharedOptions,
  remember: { use: 'element', value: ['off', 'device'] },
  layout: { use: 'element', value: ['card', 'compact', 'handover'] },
  sound: { use: 'element', value: 'sound' },
  vibrate: { use: 'element', value: ['on', 'off'] },
  notify: { use: 'element', value: ['on', 'off'] },
  pickupPlace: { use: 'element', value: 'text' },
  percent: { use: 'element', value: ['on', 'steps', 'off'] },
  rating: { use: 'element', value: ['off', 'on'] },
  ratingAfter: { use: 'element', value: 'number' },
  reorder: { use: 'element', value: 'link' },
  receipt: { use: 'element', value: 'link' },
  tip: { use: 'element', value: 'link' },
  askKitchen: { use: 'element', value: ['off', 'on'] },
  askKitchenCooldown: { use: 'element', value: 'number' },
  copyLink: { use: 'element', value: ['on', 'off'] },
  onMyWay: { use: 'element', value: ['off', 'on'] },
  gotIt: { use: 'element', value: ['off', 'on'] },
  share: { use: 'element', value: 'link' },
  float: { use: 'element', value: ['off', 'on'] },
  tab: { use: 'element', value: ['off', 'on'] },
  recent: { use: 'element', value: ['off', 'on'] },
} as const satisfies Readonly<Record<string, ElementOptionRow>>;
