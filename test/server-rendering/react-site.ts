import { createElement, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { reactPage } from './react-page.js';

/** Hydrates the page in development mode, in which React names everything that differs from what the server wrote. */
export function hydrate(): void {
  const root = document.getElementById('root');
  const tell = (error: unknown) => console.error(`hydration: ${error}`);
  if (root) hydrateRoot(root, createElement(StrictMode, null, reactPage()), { onRecoverableError: tell });
}
