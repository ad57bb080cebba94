import * as v from 'valibot';
import { credentials } from '../../endpoint.ts';
import { isSameText } from '../../web-crypto.ts';
import type { WalletCards } from '../wallet-cards.ts';
import type { WalletSecrets } from '../wallet-secrets.ts';
import { orderPackageType } from './order-package.ts';

export interface WebServiceServices {
  readonly orderTypeIdentifier: string;
  readonly cards: WalletCards;
  readonly secrets: WalletSecrets;
  /** The signed package; `undefined` if there is no such order. */
  readonly makePackage: (orderId: string) => Promise<{ bytes: Uint8Array<ArrayBuffer>; updatedAt: Date } | undefined>;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const registration = v.object({ pushToken: v.pipe(v.string(), v.regex(/^[0-9a-fA-F]{32,200}$/)) });

/**
 * The web service that Wallet asks, after "Wallet Orders" (developer.apple.com/documentation/walletorders): a device
 * registers for an order, asks which have changed, and fetches the newest package. `path` is what follows its address:
 * `['v1', 'orders', …]`.
 */
export function createAppleWebService(services: WebServiceServices) {
  const { orderTypeIdentifier, cards, secrets } = services;

  return async (request: Request, path: readonly string[]): Promise<Response> => {
    const [version, collection, ...rest] = path;
    if (version !== 'v1') return empty(404);
    if (collection === 'log' && request.method === 'POST') {
      // Wallet's complaints name the order's addresses, which hold secrets.
      await request.body?.cancel();
      return empty(200);
    }
    if (collection === 'orders') return latest(request, rest);
    const [device, registrations, type, orderId] = rest;
    if (collection !== 'devices' || registrations !== 'registrations' || !device || device.length > 100) {
      return empty(404);
    }
    if (type !== orderTypeIdentifier) return empty(404);
    if (orderId === undefined) return request.method === 'GET' ? changes(request, device) : empty(405);
    if (!(await mayUse(request, orderId))) return empty(401);
    switch (request.method) {
      case 'POST':
        return register(request, device, orderId);
      case 'DELETE':
        await cards.remove(orderId, device);
        return empty(200);
      default:
        return empty(405);
    }
  };

  async function register(request: Request, device: string, orderId: string): Promise<Response> {
    const read = v.safeParse(registration, await request.json().catch(() => undefined));
    if (!read.success) return empty(400);
    const isNew = await cards.add(orderId, 'apple', device, read.output.pushToken);
    return isNew === undefined ? empty(404) : empty(isNew ? 201 : 200);
  }

  /** The device's name is all that Wallet shows here; a random one of its own making. */
  async function changes(request: Request, device: string): Promise<Response> {
    const since = new URL(request.url).searchParams.get('ordersModifiedSince') ?? undefined;
    if (since !== undefined && Number.isNaN(Date.parse(since))) return empty(400);
    const found = await cards.changes(device, since);
    return found ? Response.json({ orderIdentifiers: found.orders, lastModified: found.last }) : empty(204);
  }

  async function latest(request: Request, [type, orderId]: readonly string[]): Promise<Response> {
    if (type !== orderTypeIdentifier || orderId === undefined) return empty(404);
    if (request.method !== 'GET') return empty(405);
    if (!(await mayUse(request, orderId))) return empty(401);
    const made = await services.makePackage(orderId);
    if (!made) return empty(404);
    const since = Date.parse(request.headers.get('If-Modified-Since') ?? '');
    // The header has whole seconds.
    if (Math.floor(made.updatedAt.getTime() / 1000) * 1000 <= since) return empty(304);
    return orderPackageResponse(made);
  }

  async function mayUse(request: Request, orderId: string): Promise<boolean> {
    const token = credentials(request.headers.get('Authorization'), 'AppleOrder') ?? '';
    if (!/^\S{16,100}$/.test(token) || !uuid.test(orderId)) return false;
    return isSameText(token, await secrets.authenticationToken(orderId));
  }
}

export function orderPackageResponse(made: { bytes: Uint8Array<ArrayBuffer>; updatedAt: Date }): Response {
  return new Response(made.bytes, {
    headers: {
      'Content-Type': orderPackageType,
      'Content-Disposition': 'attachment; filename="order.order"',
      'Last-Modified': made.updatedAt.toUTCString(),
      'Cache-Control': 'no-store',
    },
  });
}

function empty(status: number): Response {
  return new Response(null, { status, headers: { 'Cache-Control': 'no-store' } });
}
