import type { AttributeControl } from './attributes.js';

/** What the guest can do beside following the order. All of it is off unless it is set here. */
export const guestControls: readonly AttributeControl[] = [
  {
    name: 'rating',
    label: 'Ask how it was',
    group: 'guest',
    options: { off: 'No', on: 'Yes' },
    hint: 'Once for each order. Listen to order-rating.',
  },
  {
    name: 'rating-after',
    label: 'Minutes after the meal has come',
    group: 'guest',
    kind: 'number',
    least: 0,
    example: '15',
  },
  {
    name: 'reorder',
    label: 'Order again',
    group: 'guest',
    kind: 'link',
    example: 'https://example.com/reorder/{id}',
    hint: 'A URL; or “on” for a button that fires order-reorder. {id} is replaced by the order’s id.',
  },
  {
    name: 'receipt',
    label: 'Receipt',
    group: 'guest',
    kind: 'link',
    example: 'https://example.com/receipts/{id}',
    hint: 'A URL; or “on” for a button that fires order-receipt.',
  },
  {
    name: 'tip',
    label: 'Leave a tip',
    group: 'guest',
    kind: 'link',
    example: 'https://example.com/tip/{id}',
    hint: 'A URL; or “on” for a button that fires order-tip.',
  },
  {
    name: 'ask-kitchen',
    label: 'Ask the kitchen',
    group: 'guest',
    options: { off: 'No', on: 'Yes' },
    hint: 'Listen to order-question, and say with respondWith what became of it.',
  },
  {
    name: 'ask-kitchen-cooldown',
    label: 'Minutes between two questions',
    group: 'guest',
    kind: 'number',
    least: 1,
    example: '5',
  },
];
