import { existsSync, readFileSync } from 'node:fs';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, type Handler, Hono, type Next } from 'hono';
import { projectPath } from '../project-files.js';

/** The path of each page, and its file in the project. */
const restaurantPages: Readonly<Record<string, readonly string[]>> = {
  '/confirmation': ['demo', 'pages', 'confirmation.html'],
  '/kitchen': ['demo', 'pages', 'kitchen.html'],
  '/board': ['demo', 'pages', 'board.html'],
  '/favicon.ico': ['demo', 'pages', 'favicon.ico'],
  // At the root, as on a restaurant's own site.
  '/order-status-worker.js': ['dist', 'order-status-worker.js'],
};

/** The pages for visitors who want to see what there is: one of them orders, and plays the payment. */
const demoPages: Readonly<Record<string, readonly string[]>> = {
  '/order': ['demo', 'pages', 'order.html'],
  '/relay': ['demo', 'pages', 'relay.html'],
  '/outbox': ['demo', 'pages', 'outbox.html'],
  '/playground': ['demo', 'pages', 'playground.html'],
  '/embed.html': ['demo', 'embed.html'],
};

/**
 * Serves the pages, their scripts, and the CDN files with the headers of a CDN.
 *
 * @param restaurantName the name of a restaurant that is not the demo's; its guests do not get the demo's pages
 */
export function createPages(restaurantName: string | undefined): Hono {
  const site = new Hono();
  const pages = restaurantName === undefined ? { ...restaurantPages, ...demoPages } : restaurantPages;
  site.use(securityHeaders);
  for (const [address, file] of Object.entries(pages)) {
    const path = projectPath(...file);
    const isOwn = restaurantName !== undefined && path.endsWith('.html');
    site.get(address, isOwn ? ownPage(path, restaurantName) : serveStatic({ path }));
  }
  if (restaurantName === undefined) serveSite(site);
  site.get('/assets/*', folder('/assets', projectPath('build', 'demo', 'pages-bundled')));
  site.get('/cdn/parts/*', forever);
  site.get('/cdn/*', anyOrigin, folder('/cdn', projectPath('dist', 'cdn')));
  return site;
}

/** The home page and the guides, which `npm run build` has written. Without a build there are none. */
function serveSite(site: Hono): void {
  const root = projectPath('build', 'site');
  if (!existsSync(root)) return;
  for (const path of ['/', '/index.html', '/llms.txt', '/llms-full.txt', '/guides/*', '/files/*'])
    site.get(path, serveStatic({ root }));
}

/** A page under the restaurant's own name, without the ways to the demo's order form and to the site. */
function ownPage(path: string, restaurantName: string): Handler {
  const name = restaurantName.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  const page = readFileSync(path, 'utf8')
    .replaceAll('Trattoria Aurora', () => name)
    .replace(/<p><a href="\/order".*?<\/p>/, '');
  return (context) => context.html(page);
}

function folder(prefix: string, root: string) {
  return serveStatic({ root, rewriteRequestPath: (path) => path.slice(prefix.length) });
}

/** Keeps tracking links out of `Referer` headers, and lets no other site frame these pages. */
async function securityHeaders(context: Context, next: Next): Promise<void> {
  await next();
  context.header('Referrer-Policy', 'no-referrer');
  context.header('X-Content-Type-Options', 'nosniff');
  context.header('Content-Security-Policy', "frame-ancestors 'self'; base-uri 'none'; object-src 'none'");
  if (!context.req.path.startsWith('/cdn/parts/')) context.header('Cache-Control', 'no-cache');
}

/** The names of these files change with their content. */
async function forever(context: Context, next: Next): Promise<void> {
  await next();
  if (context.res.ok) context.header('Cache-Control', 'public, max-age=31536000, immutable');
}

/** Scripts with `integrity` and module scripts need CORS headers. */
async function anyOrigin(context: Context, next: Next): Promise<void> {
  await next();
  context.header('Access-Control-Allow-Origin', '*');
  context.header('Cross-Origin-Resource-Policy', 'cross-origin');
}
