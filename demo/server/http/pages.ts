import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono, type Next } from 'hono';
import { projectPath } from '../project-files.js';

/** The path of each page, and its file in the project. */
const pages: Readonly<Record<string, readonly string[]>> = {
  '/': ['demo', 'pages', 'index.html'],
  '/confirmation': ['demo', 'pages', 'confirmation.html'],
  '/kitchen': ['demo', 'pages', 'kitchen.html'],
  '/board': ['demo', 'pages', 'board.html'],
  '/relay': ['demo', 'pages', 'relay.html'],
  '/playground': ['demo', 'pages', 'playground.html'],
  '/embed.html': ['demo', 'embed.html'],
  '/favicon.ico': ['demo', 'pages', 'favicon.ico'],
};

/** Serves the demo's pages, their scripts, and the CDN files with the headers of a CDN. */
export function createPages(): Hono {
  const site = new Hono();
  site.use(securityHeaders);
  for (const [address, file] of Object.entries(pages)) {
    site.get(address, serveStatic({ path: projectPath(...file) }));
  }
  site.get('/assets/*', folder('/assets', projectPath('build', 'demo', 'pages-bundled')));
  site.get('/cdn/parts/*', forever);
  site.get('/cdn/*', anyOrigin, folder('/cdn', projectPath('dist', 'cdn')));
  return site;
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
