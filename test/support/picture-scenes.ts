import type { Scene } from './situations.js';

/** A scene that is drawn as a picture, on a page of this width, in pixels. */
export interface PictureScene extends Scene {
  readonly name: string;
  /** Default 360, as a phone. */
  readonly width?: number;
  /** Media features to be played, in Chromium only. */
  readonly media?: Readonly<Record<string, string>>;
}

const soon = { from: 8, to: 14 };
const long = 'Donaudampfschifffahrtsgesellschaftskapitänsmütze';
const longOrder = {
  number: 'A-2026-11-22-000417',
  restaurantName: `Gasthaus zur alten ${long}`,
  tableLabel: 'Wintergarten, hinten links am Kamin',
  reason: `Wir warten noch auf die ${long}`,
  items: [
    { name: `${long} mit Sahne`, quantity: 12 },
    { name: 'Zwölf kleine Knödel in brauner Butter, dazu ein grüner Salat ohne Zwiebeln', quantity: 1 },
  ],
};
const cooking = {
  items: [
    { name: 'Pizza Margherita', quantity: 2, status: 'ready' },
    { name: 'Tiramisù', quantity: 1, status: 'preparing' },
    { name: 'Acqua frizzante', quantity: 1, status: 'ready' },
  ],
} as const;

/** What is looked at: every status once, and everything special once. */
export const pictureScenes: readonly PictureScene[] = [
  { name: 'scheduled', situation: 'scheduled', expected: { from: 75, to: 85 } },
  { name: 'pending', situation: 'pending', expected: { from: 18, to: 26 } },
  { name: 'preparing', situation: 'preparing', expected: soon, order: cooking },
  { name: 'ready', situation: 'ready' },
  { name: 'served', situation: 'served' },
  { name: 'on-its-way', situation: 'out_for_delivery', expected: { from: 4, to: 9, of: 'arrival' } },
  { name: 'completed', situation: 'completed', connection: 'closed' },
  { name: 'cancelled', situation: 'cancelled', connection: 'closed', order: { reason: 'The oven has gone out' } },
  { name: 'rejected', situation: 'rejected', connection: 'closed' },
  { name: 'failed', situation: 'failed', connection: 'closed', theme: 'dark' },
  { name: 'refunded', situation: 'refunded', connection: 'closed' },
  { name: 'unknown-status', situation: 'unknown' },
  { name: 'estimated', situation: 'estimated', expected: soon },
  { name: 'estimated-ready', situation: 'estimated', order: { status: 'ready' } },
  { name: 'first-look', situation: 'none', connection: 'connecting' },
  { name: 'no-answer', situation: 'none', connection: 'error' },
  { name: 'link-expired', situation: 'preparing', connection: 'denied' },
  { name: 'offline', situation: 'preparing', connection: 'offline', expected: soon },
  { name: 'polling', situation: 'preparing', connection: 'polling', expected: soon, theme: 'dark' },
  { name: 'late', situation: 'preparing', expected: { from: -9, to: -3, late: true } },
  {
    name: 'delayed',
    situation: 'preparing',
    order: { delayed: true, reason: 'The oven needs a moment' },
    expected: soon,
  },
  { name: 'on-hold', situation: 'preparing', order: { onHold: true }, expected: soon },
  { name: 'taken-back', situation: 'ready', change: { status: 'preparing' } },
  { name: 'just-ready', situation: 'preparing', change: { status: 'ready' } },
  { name: 'armed', situation: 'preparing', expected: soon, isArmed: true },
  { name: 'preparing-dark', situation: 'preparing', theme: 'dark', expected: soon, order: cooking },
  { name: 'ready-dark', situation: 'ready', theme: 'dark', fulfilment: 'pickup' },
  { name: 'cancelled-dark', situation: 'cancelled', connection: 'closed', theme: 'dark', order: { reason: 'Closed' } },
  { name: 'offline-dark', situation: 'pending', connection: 'offline', theme: 'dark' },
  { name: 'arabic', situation: 'preparing', lang: 'ar', expected: soon, order: cooking },
  { name: 'arabic-ready-dark', situation: 'ready', lang: 'ar', theme: 'dark' },
  { name: 'german-long-words', situation: 'preparing', lang: 'de', order: longOrder, expected: soon, width: 320 },
  { name: 'compact', situation: 'preparing', layout: 'compact', expected: soon },
  { name: 'compact-ready-dark', situation: 'ready', layout: 'compact', theme: 'dark' },
  { name: 'compact-offline', situation: 'preparing', layout: 'compact', connection: 'offline' },
  { name: 'compact-wide', situation: 'preparing', layout: 'compact', expected: soon, width: 760 },
  { name: 'handover', situation: 'ready', layout: 'handover' },
  { name: 'handover-arabic', situation: 'ready', layout: 'handover', lang: 'ar', fulfilment: 'pickup' },
  { name: 'narrow', situation: 'ready', width: 320 },
  { name: 'wide', situation: 'preparing', width: 760, expected: soon, order: cooking },
  { name: 'wide-ready-dark', situation: 'ready', width: 760, theme: 'dark' },
  { name: 'forced-colours', situation: 'preparing', expected: soon, media: { 'forced-colors': 'active' } },
  { name: 'forced-colours-ready', situation: 'ready', media: { 'forced-colors': 'active' } },
  { name: 'print', situation: 'preparing', expected: soon, media: { media: 'print' } },
];
