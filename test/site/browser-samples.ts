import { storeOrder } from '../order/field-map/woocommerce-answers.js';
import type { OrderAnswer } from './sample-back-end.js';

/** What a sample needs around itself to run in a page, and how the page shows that it works. */
export interface BrowserSample {
  readonly document: string;
  readonly language: string;
  /** Words that only this sample of the document has. */
  readonly words?: string;
  /** The page's HTML; by default a tracker that reads. */
  readonly html?: string;
  /** Code before and after it. */
  readonly before?: string;
  readonly after?: string;
  /** Takes the place of both, for what is no statement. */
  readonly around?: (code: string) => string;
  /** An expression that is true once the page does what the sample is for. */
  readonly until: string;
  /** What `/orders/{id}` answers. */
  readonly answer?: OrderAnswer;
  readonly status?: string;
  /** What is added to the page's address. */
  readonly address?: string;
}

const shows = (text: string) =>
  `document.querySelector('order-status-tracker').shadowRoot.textContent.includes('${text}')`;
const has = (attribute: string, value: string) =>
  `document.querySelector('order-status-tracker[${attribute}="${value}"]')`;
const says = (text: string) => `document.body.innerText.includes('${text}')`;
const logged = (line: string) => `logged.includes('${line}')`;
const styled = (property: string, value: string) =>
  `getComputedStyle(document.querySelector('order-status-tracker').shadowRoot.querySelector('[part~=headline]')).${property}.includes('${value}')`;

const define = `import 'order-status-tracker/define';`;

/** Puts an element of React into the page; `import` may stand anywhere. */
const mount = (element: string) => `
import { createRoot } from 'react-dom/client';
createRoot(document.body.appendChild(document.createElement('div'))).render(${element});`;
const click = (part: string) =>
  `(tracker.shadowRoot.querySelector('[part~=${part}]')?.click(), globalThis.heard.length > 0)`;

/** For what a line of code changes at the tracker in the page. */
export const browserSamples: readonly BrowserSample[] = [
  { document: 'README.md', language: 'js', words: 'define', until: has('status', 'preparing') },
  { document: 'README.md', language: 'js', words: 'subscribe', html: '', until: logged('preparing polling') },
  { document: 'README.md', language: 'jsx', html: '', after: mount('<Line orderId="42" />'), until: says('preparing') },
  { document: 'README.md', language: 'css', status: 'ready', until: styled('fontFamily', 'Georgia') },
  {
    document: 'theming.md',
    language: 'css',
    words: 'Georgia',
    status: 'ready',
    until: styled('fontFamily', 'Georgia'),
  },
  { document: 'theming.md', language: 'css', words: 'offline', status: 'ready', until: styled('letterSpacing', 'px') },
  {
    document: 'agents.md',
    language: 'tsx',
    html: '',
    around: (code) => `import { OrderStatus } from './demo/registry/order-status.tsx';${mount(code)}`,
    until: has('status', 'preparing'),
  },
  ...(
    [
      ['order-rating', 'rating-star', 'completed'],
      ['order-receipt', 'receipt', 'completed'],
      ['order-question', 'question-button', 'preparing'],
    ] as const
  ).map(([event, part, status]) => ({
    document: 'guests-can-do.md',
    language: 'js',
    words: event,
    status,
    html: '<order-status-tracker order-id="42" poll-url="/orders/{id}" cache="none" rating="on" rating-after="0" receipt="on" ask-kitchen="on"></order-status-tracker>',
    before: `globalThis.heard = [];
      const save = (id, rating) => heard.push(id + rating), openReceipt = (id) => heard.push(id);
      const ringTheKitchen = async (id) => { heard.push(id); };
      globalThis.tracker = tracker;`,
    until: click(part),
  })),
  {
    document: 'silent-restaurant.md',
    language: 'js',
    html: '<order-status-tracker order-id="42" poll-url="/orders/{id}" cache="none" ask-kitchen="on"></order-status-tracker>',
    before: `globalThis.heard = []; globalThis.tracker = tracker;
      const ringTheKitchen = async (id) => { heard.push(id); };`,
    until: click('question-button'),
  },
  {
    document: 'headless.md',
    language: 'js',
    html: '',
    // The page goes when the sample has been seen to follow.
    around: (code) => `const draw = ({ orderStatus }) => { globalThis.drawn = orderStatus; };
      ${code.replace('tracker.stop();', 'globalThis.leave = () => (unsubscribe(), tracker.stop());')}`,
    until: `${logged('preparing')} && drawn === 'preparing' && (leave(), true)`,
  },
  {
    document: 'languages.md',
    language: 'js',
    words: 'registerLocale',
    html: german(),
    before: define,
    until: shows('In Zubereitung'),
  },
  { document: 'start.md', language: 'js', words: 'registerLocale', html: german(), until: shows('In Zubereitung') },
  { document: 'languages.md', language: 'js', words: 'labels', status: 'ready', until: shows('Come and get it') },
  {
    document: 'migrating.md',
    language: 'js',
    until: `${logged('42  preparing')} && ${logged('polling')}`,
  },
  {
    document: 'notification-policy.md',
    language: 'js',
    until: `document.querySelector('order-status-tracker').minutesAway === 12`,
  },
  { document: 'own-transport.md', language: 'js', html: bare(), until: has('status', 'preparing') },
  {
    document: 'own-transport.md',
    language: 'ts',
    html: bare(),
    before: define,
    after: `document.querySelector('order-status-tracker').transport = viaChannel;
      const kitchen = new BroadcastChannel('order-42');
      setInterval(() => kitchen.postMessage({ id: '42', status: 'preparing', version: 1 }), 20);`,
    until: `${has('status', 'preparing')}?.matches('[connection=connected]')`,
  },
  {
    document: 'polling.md',
    language: 'js',
    around: (code) => `globalThis.explained = () => {
      const answer = ${code}
      return Object.keys(answer).every((key) => ${JSON.stringify('connectionStatus because facts')}.includes(key)) && answer;
    };`,
    until: `explained().connectionStatus === 'polling' && explained().because.includes('A read succeeded')`,
  },
  {
    document: 'react.md',
    language: 'jsx',
    html: '',
    before: 'const toasts = [], live = [];',
    after: `globalThis.toasts = toasts;${mount(
      `<Line id="42" order={{ id: '42', status: 'pending', version: 0 }} isOpen toast={(...told) => toasts.push(told)} setLive={(is) => live.push(is)} />`,
    )}`,
    until: `${says('preparing')} && toasts.at(-1)[0] === 'preparing' && toasts.at(-1)[1].id === '42'`,
  },
  {
    document: 'server-rendering.md',
    language: 'jsx',
    html: '',
    after: mount(`<OrderCard order={{ id: '42', status: 'pending', version: 1, number: '17' }} />`),
    until: has('status', 'preparing'),
  },
  {
    document: 'socket-servers.md',
    language: 'js',
    html: '<order-status-tracker order-id="42" server-preset="pusher" websocket-channel="private-order.{id}" websocket-url="wss://ws.example.com/app/KEY?protocol=7" poll-url="/orders/{id}"></order-status-tracker>',
    until: has('connection', 'connected'),
  },
  {
    document: 'wallet.md',
    language: 'js',
    after: `walletLinks('token', '42').then((links) => { globalThis.links = links; });`,
    until: `globalThis.links?.apple && globalThis.links.google`,
  },
  {
    document: 'woocommerce.md',
    language: 'js',
    words: 'ready-to-collect',
    html: '<order-status-tracker poll-url="/orders/{id}" cache="none"></order-status-tracker>',
    // As the script for themes: the order is named last.
    after: `tracker.orderId = '147';`,
    answer: () =>
      storeOrder({ name: 'Ann', street: 'x', phone: '1', email: 'a@b.example', note: '' }, 'ready-to-collect'),
    until: has('status', 'ready'),
  },
  { document: 'SKILL.md', language: 'js', words: 'define', until: has('status', 'preparing') },
  {
    document: 'SKILL.md',
    language: 'js',
    words: 'registerLocale',
    html: german(),
    before: define,
    until: shows('In Zubereitung'),
  },
  {
    document: 'SKILL.md',
    language: 'js',
    words: 'explain()',
    around: (code) => `globalThis.explained = () => { const answer = ${code} return answer; };`,
    until: `explained().because.includes('A read succeeded')`,
  },
  {
    document: 'SKILL.md',
    language: 'js',
    words: 'tracker.parse',
    html: bare(),
    around: (code) => `{ ${code} }`,
    answer: () => ({ key: '42', done: true }),
    until: has('status', 'ready'),
  },
  {
    document: 'SKILL.md',
    language: 'css',
    until: `getComputedStyle(document.querySelector('order-status-tracker')).getPropertyValue('--order-status-accent') === '#0a5c8a'`,
  },
  {
    document: 'tracking-links.md',
    language: 'html',
    words: 'import',
    html: '',
    address: '#track=secret',
    until: `location.hash === ''`,
  },
];

function german(): string {
  return `<script>document.documentElement.lang = 'de';</script>
    <order-status-tracker order-id="42" poll-url="/orders/{id}" cache="none"></order-status-tracker>`;
}

function bare(): string {
  return '<order-status-tracker order-id="42" cache="none"></order-status-tracker>';
}
