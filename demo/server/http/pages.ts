import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono, type Next } from 'hono';
import { projectPath } from '../project-files.js';

/** Address → file of the project. */
const pages: Readonly<Record<string, readonly string[]>> = {
  '/': ['demo', 'pages', 'index.html'],
  '/confirmation': ['demo', 'pages', 'confirmation.html'],
  '/kitchen': ['demo', 'pages', 'kitchen.html'],
  '/board': ['demo', 'pages', 'board.html'],
  '/playground': ['demo', 'pages', 'playground.html'],
  '/embed.html': ['demo', 'embed.html'],
  '/favicon.ico': ['demo', 'pages', 'favicon.ico'],
};

/** The demo's pages, their scripts, and the CDN files as a CDN would serve them. */
export function createPages(): Hono {
  const site = new Hono();
  site.use(securityHeaders);
  for (const [address, file] of Object.entries(pages)) {
    site.get(address, serveStatic({ path: projectPath(...file) }));
  }
  site.get('/assets/*', folder('/assets', projectPath('build', 'demo', 'pages-bundled')));
  site.get('/cdn/*', anyOrigin, folder('/cdn', projectPath('dist', 'cdn')));
  return site;
}

function folder(prefix: string, root: string) {
  return serveStatic({ root, rewriteRequestPath: (path) => path.slice(prefix.length) });
}

/** A tracking link must not travel on in a Referer, and nobody frames these pages. */
async function securityHeaders(context: Context, next: Next): Promise<void> {
  await next();
  context.header('Referrer-Policy', 'no-referrer');
  context.header('X-Content-Type-Options', 'nosniff');
  context.header('Content-Security-Policy', "frame-ancestors 'self'; base-uri 'none'; object-src 'none'");
  context.header('Cache-Control', 'no-cache');
}

/** What is embedded with `integrity` or as a module needs CORS. */
async function anyOrigin(context: Context, next: Next): Promise<void> {
  await next();
  context.header('Access-Control-Allow-Origin', '*');
  context.header('Cross-Origin-Resource-Policy', 'cross-origin');
}
