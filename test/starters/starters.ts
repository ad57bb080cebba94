import type { StarterPage } from './drive.js';

/** A small project that uses the package as a newcomer does: `test/starters/<name>/`. */
export interface Starter {
  readonly name: string;
  /** The folder of the built pages. A starter with a server of its own has none. */
  readonly folder?: string;
  readonly pages: readonly StarterPage[];
}

/** Plain pages set no labels. */
const plain = { ready: 'Ready' };
const german = { preparing: 'In Zubereitung', ready: 'Komm und hol es', page: 'Guten Appetit!' };
const card: readonly StarterPage[] = [{ path: '/', shows: 'card' }];

export const starters: readonly Starter[] = [
  {
    name: 'html',
    folder: '.',
    pages: [
      { path: '/module.html', shows: 'card', says: plain },
      { path: '/iife.html', shows: 'card', says: plain },
      { path: '/both.html', shows: 'card', says: plain },
      { path: '/import-map.html', shows: 'card' },
    ],
  },
  { name: 'esbuild', folder: 'public', pages: card },
  { name: 'webpack', folder: 'dist', pages: [{ path: '/', shows: 'card', says: german }] },
  { name: 'parcel', folder: 'dist', pages: card },
  {
    name: 'react',
    folder: 'dist',
    pages: [
      { path: '/', shows: 'card' },
      { path: '/element', shows: 'card' },
      { path: '/hook', shows: 'line' },
      { path: '/together', shows: 'both' },
    ],
  },
  {
    name: 'react-18',
    folder: 'dist',
    pages: [
      { path: '/', shows: 'card' },
      { path: '/hook', shows: 'line' },
      { path: '/together', shows: 'both' },
    ],
  },
  {
    name: 'next',
    pages: [
      { path: '/', shows: 'card', hasOrder: true },
      { path: '/hook', shows: 'line', hasOrder: true },
    ],
  },
  {
    name: 'react-router',
    pages: [
      { path: '/', shows: 'card', hasOrder: true },
      { path: '/hook', shows: 'line', hasOrder: true },
    ],
  },
  { name: 'preact', folder: 'dist', pages: card },
  { name: 'solid', folder: 'dist', pages: card },
  { name: 'vue', folder: 'dist', pages: card },
  { name: 'nuxt', pages: [{ path: '/', shows: 'card', hasOrder: true }] },
  { name: 'svelte', folder: 'dist', pages: card },
  { name: 'sveltekit', pages: [{ path: '/', shows: 'card', hasOrder: true }] },
  { name: 'angular', folder: 'dist/order/browser', pages: card },
  { name: 'astro', folder: 'dist', pages: card },
];
