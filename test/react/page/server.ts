import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { ServerPage } from './server-page.js';

/** What a server sends. */
export const html = renderToString(createElement(ServerPage, { heard: [] }));
