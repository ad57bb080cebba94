import { bearerToken, endpoint, refusal } from '../endpoint.ts';
import { DatabaseRefusal, type KitDatabase } from '../kit-database.ts';
import { isSameText } from '../web-crypto.ts';
import { applePackage } from './apple/apple-wallet.ts';
import { createAppleWebService, orderPackageResponse } from './apple/web-service.ts';
import type { GoogleWallet } from './google/google-wallet.ts';
import type { WalletCards } from './wallet-cards.ts';
import type { WalletWords } from './wallet-order.ts';
import type { WalletSecrets } from './wallet-secrets.ts';
import type { WalletSettings } from './wallet-settings.ts';

export interface WalletServices {
  readonly database: KitDatabase;
  readonly cards: WalletCards;
  readonly secrets: WalletSecrets;
  readonly apple: WalletSettings['apple'];
  readonly google: GoogleWallet | undefined;
  readonly words: WalletWords;
  /** The public address of this endpoint, without a slash at the end. */
  readonly publicUrl: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Seconds for which the link to a package works: the guest taps it at once. */
const fileLifetime = 15 * 60;

/**
 * `POST` with a guest's token and `{order_id}`: the links behind "Add to Apple Wallet" and "Add to Google Wallet",
 * `{apple?, google?}`, of the wallets that there are keys for. Below it, `/apple/file` is the package and `/apple/v1/…`
 * the web service that Wallet asks. `path` is what follows the address of this endpoint.
 */
export function createWallet(
  services: WalletServices,
): (request: Request, path: readonly string[]) => Promise<Response> {
  const { database, cards, secrets, apple, google, words, publicUrl, now } = services;

  async function makePackage(orderId: string) {
    const linked = apple && (await cards.order(orderId));
    if (!apple || !linked) return undefined;
    const authenticationToken = await secrets.authenticationToken(orderId);
    const service = { url: `${publicUrl}/apple`, authenticationToken };
    const bytes = await applePackage(apple, linked, words, service, now());
    return { bytes, updatedAt: new Date(linked.order.updated_at) };
  }

  const offers = endpoint('wallet', async ({ body, headers }) => {
    if (!apple && !google) return refusal(404, 'There is nothing here.');
    const { order_id: orderId } = Object(body);
    const token = bearerToken(headers.get('Authorization'));
    if (typeof orderId !== 'string') return refusal(400, 'order_id is needed.');
    if (token === undefined || !(await mayAdd(database, token, orderId))) {
      return refusal(403, 'Only the guest of an order that goes on can add it to a wallet.');
    }
    return Response.json({
      ...(apple && { apple: await fileLink(orderId) }),
      ...(google && (await googleLink(google, orderId))),
    });
  });

  const webService =
    apple &&
    createAppleWebService({
      orderTypeIdentifier: apple.merchant.orderTypeIdentifier,
      cards,
      secrets,
      makePackage,
    });

  async function fileLink(orderId: string): Promise<string> {
    const until = Math.floor(now() / 1000) + fileLifetime;
    const query = new URLSearchParams({ order_id: orderId, until: `${until}` });
    query.set('signature', await secrets.fileSignature(orderId, until));
    return `${publicUrl}/apple/file?${query}`;
  }

  async function googleLink(wallet: GoogleWallet, orderId: string): Promise<{ google?: string }> {
    const linked = await cards.order(orderId);
    if (!linked) return {};
    const link = await wallet.saveLink(linked);
    await cards.add(orderId, 'google', '');
    return { google: link };
  }

  async function file(request: Request): Promise<Response> {
    const { searchParams } = new URL(request.url);
    const [orderId = '', until = '', signature = ''] = ['order_id', 'until', 'signature'].map(
      (name) => searchParams.get(name) ?? '',
    );
    const isSigned = await isSameText(signature, await secrets.fileSignature(orderId, Number(until)));
    if (!isSigned) return refusal(404, 'There is nothing here.');
    if (Number(until) * 1000 < now()) return refusal(410, 'This link has expired. Open the page of your order again.');
    const made = await makePackage(orderId);
    return made ? orderPackageResponse(made) : refusal(404, 'There is nothing here.');
  }

  return async (request, path) => {
    if (path.length === 0) return offers(request);
    if (path[0] !== 'apple' || !webService) return refusal(404, 'There is nothing here.');
    const answer = path[1] === 'file' && request.method === 'GET' ? file(request) : webService(request, path.slice(1));
    return answer.catch((error: unknown) => endpoint('wallet', () => Promise.reject(error))(asPost(request)));
  };
}

/** The failures of all requests are answered as those of our other endpoints, which take POST alone. */
function asPost({ url }: Request): Request {
  return new Request(url, { method: 'POST' });
}

async function mayAdd(database: KitDatabase, token: string, orderId: string): Promise<boolean> {
  try {
    const [may] = await database.callAs(token, 'may_add_to_wallet', { order_id: orderId });
    return may === true;
  } catch (error) {
    // The API refuses a token that is none, and a role that may not ask.
    if (error instanceof DatabaseRefusal) return false;
    throw error;
  }
}

/** The segments of a path after `/wallet`. */
export function pathAfterWallet(url: string): readonly string[] {
  const segments = new URL(url).pathname.split('/').filter(Boolean);
  return segments.slice(segments.indexOf('wallet') + 1).map(decodeSafely);
}

function decodeSafely(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
