const group = 'guest';
const offOrOn = { off: 'No', on: 'Yes' } as const;

/** The wordings of what guests can do; a part of `controlWordings`. */
export const guestWordings = {
  rating: {
    label: 'Ask how it was',
    group,
    options: offOrOn,
    hint: 'Once for each order. Listen to order-rating.',
  },
  'rating-after': {
    label: 'Minutes after the meal has come',
    group,
    least: 0,
    example: '15',
  },
  reorder: {
    label: 'Order again',
    group,
    example: 'https://example.com/reorder/{id}',
    hint: 'A URL; or “on” for a button that fires order-reorder. {id} is replaced by the order’s id.',
  },
  receipt: {
    label: 'Receipt',
    group,
    example: 'https://example.com/receipts/{id}',
    hint: 'A URL; or “on” for a button that fires order-receipt.',
  },
  tip: {
    label: 'Leave a tip',
    group,
    example: 'https://example.com/tip/{id}',
    hint: 'A URL; or “on” for a button that fires order-tip.',
  },
  'ask-kitchen': {
    label: 'Ask the kitchen',
    group,
    options: offOrOn,
    hint: 'Listen to order-question, and say with respondWith what became of it.',
  },
  'ask-kitchen-cooldown': {
    label: 'Minutes between two questions',
    group,
    least: 1,
    example: '5',
  },
  'copy-link': {
    label: 'Copy link',
    group,
    options: { on: 'Where the page came by a tracking link', off: 'No' },
  },
  'on-my-way': {
    label: '“I’m on my way” and “I’m here”',
    group,
    options: offOrOn,
    hint: 'For orders that guests pick up. Listen to order-on-my-way and order-here.',
  },
  'got-it': {
    label: '“Got it”',
    group,
    options: offOrOn,
    hint: 'From “ready” on. Listen to order-got-it.',
  },
  share: {
    label: 'Share',
    group,
    example: 'on',
    hint: '“on” for a link to this page that only reads, or the URL of a page of your own. {id} is replaced by the order’s id.',
  },
  float: {
    label: 'Keep it in view',
    group,
    options: offOrOn,
    hint: 'A small window above all others, where the browser has one.',
  },
  'push-url': {
    label: 'Tell guests who have closed the page',
    group,
    example: 'https://example.com/functions/v1/notify',
    hint: 'The kit’s endpoint “notify”. Guests are asked only after a tap.',
  },
  'notify-by': {
    label: 'By',
    group,
    example: 'push sms email',
    hint: 'Separated by blanks. What your server has no keys for is not offered.',
  },
  'push-worker': {
    label: 'The service worker for push',
    group,
    example: '/order-status-worker.js',
  },
  'minutes-away': {
    label: 'Minutes that the guest needs to you',
    group,
    hint: 'If your site knows them. The element never asks where the guest is.',
  },
  tab: {
    label: 'In the title and icon of the tab',
    group,
    options: offOrOn,
  },
  recent: {
    label: 'Find the open order again',
    group,
    options: offOrOn,
    hint: 'Kept on the device for up to 12 h. Without an order, nothing is shown.',
  },
} as const;
