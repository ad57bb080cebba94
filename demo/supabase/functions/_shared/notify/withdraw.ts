import { failure, forwardedAddress, type Handler, refusal, textOf, tooMany } from '../endpoint.ts';
import type { KitDatabase } from '../kit-database.ts';
import { type Rate, RateLimit } from '../rate-limit.ts';
import type { MessageSecret } from './message-secret.ts';
import { type WithdrawState, type WithdrawView, withdrawPage, withdrawWire } from './withdraw-page.ts';
import { acceptedLanguages, withdrawLanguage } from './withdraw-words.ts';

export interface WithdrawLimits {
  /** Withdrawals and their undoing, of one recipient. */
  readonly changesPerRecipient: Rate;
  /** Links of one IP address that do not work. */
  readonly refusedPerAddress: Rate;
}

export const defaultWithdrawLimits: WithdrawLimits = {
  changesPerRecipient: { burst: 20, perMinute: 10 },
  refusedPerAddress: { burst: 30, perMinute: 30 },
};

export interface WithdrawServices {
  readonly database: KitDatabase;
  readonly secret: MessageSecret;
  /** Milliseconds, for the limits. */
  readonly now: () => number;
  readonly limits: WithdrawLimits;
  /** A page of the restaurant's own site that does what this function's page does. Hosted projects show no HTML. */
  readonly page?: string | undefined;
}

/** What a request asks for. */
interface Asked {
  readonly recipient: string;
  readonly isUndo: boolean;
  /** The one-click header of a mail (RFC 8058). */
  readonly isMailClient: boolean;
}

/**
 * The link `…/<token>` in every message. GET shows a page and changes nothing, because mail servers fetch links; POST
 * withdraws, from that page, or from a mail client at once (RFC 8058). POST with `undo=1` takes it back. Answers HTML, or
 * JSON to those who accept it.
 */
export function createWithdraw(services: WithdrawServices): Handler {
  const { database, secret, now, limits, page } = services;
  const changes = new RateLimit(limits.changesPerRecipient, now);
  const refusals = new RateLimit(limits.refusedPerAddress, now);

  return async (request, address) => {
    const response = await answer(request, address ?? forwardedAddress(request.headers)).catch((error: unknown) =>
      failure('withdraw', error),
    );
    const headers = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex' };
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    // The page on the restaurant's own site has another origin. There is nothing here for which a cookie would speak.
    response.headers.set('Access-Control-Allow-Origin', '*');
    return response;
  };

  async function answer(request: Request, address: string): Promise<Response> {
    const { method, headers, url } = request;
    if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { Allow: allowed } });
    const isPost = method === 'POST';
    if (!isPost && method !== 'GET' && method !== 'HEAD') {
      return refusal(405, `Use GET or POST; ${method} has no meaning here.`, { Allow: allowed });
    }
    const body = isPost ? await textOf(request) : '';
    if (body === undefined) return refusal(413, 'The body is too large.');
    const token = new URL(url).pathname.split('/').at(-1) ?? '';
    const recipient = await secret.recipientOf(token);
    if (!isPost && page !== undefined && !wantsJson(headers)) return toOwnPage(page, recipient && token);
    const limited = recipient === undefined ? refusals.take(address) : isPost ? changes.take(recipient) : undefined;
    if (limited) return tooMany(limited.retryAfter);
    const accepted = acceptedLanguages(headers.get('Accept-Language'));
    if (recipient === undefined) {
      return respond(headers, { state: 'broken', language: withdrawLanguage(accepted), restaurant: undefined });
    }
    const asked = readAsked(recipient, body);
    const wire = await recipientOf(asked, isPost);
    const language = withdrawLanguage(wire ? [wire.language, ...accepted] : accepted);
    const state = wire ? await change(asked, isPost, wire, language.code) : 'gone';
    return respond(headers, { state, language, restaurant: wire?.restaurant });
  }

  /** The recipient after a withdrawal, if this is one. `undefined`: deleted, as after the end of its order. */
  async function recipientOf({ recipient, isUndo, isMailClient }: Asked, isPost: boolean) {
    const method = isMailClient ? 'mail_client' : 'link';
    const [row] =
      isPost && !isUndo
        ? await database.call('withdraw_recipient', { recipient_id: recipient, method })
        : await database.call('recipient_wire', { recipient_id: recipient });
    return isWire(row) ? row : undefined;
  }

  async function change(
    { recipient, isUndo }: Asked,
    isPost: boolean,
    { stopped }: RecipientWire,
    code: string,
  ): Promise<WithdrawState> {
    if (!isPost) return stopped === 'withdrawn' ? 'stopped' : stopped === null ? 'ask' : 'gone';
    if (!isUndo) return 'stopped';
    const { words } = withdrawLanguage([code]);
    const [isRestored] = await database.call('restore_recipient', {
      recipient_id: recipient,
      wording: words.mistake,
      language: code,
    });
    return isRestored === true ? 'restored' : 'gone';
  }
}

const allowed = 'GET, HEAD, POST, OPTIONS';

function readAsked(recipient: string, body: string): Asked {
  // Mail clients may send a form with parts (RFC 8058, section 3.2); all that counts in it is the one-click word.
  const form = new URLSearchParams(body.length > 4096 ? '' : body);
  return {
    recipient,
    isUndo: form.get('undo') === '1',
    isMailClient: /List-Unsubscribe[\s\S]{0,40}One-Click/.test(body),
  };
}

/** What follows # is sent to no server: the link stays between the guest and the page's script. */
function toOwnPage(page: string, token: string | undefined): Response {
  return new Response(null, { status: 302, headers: { Location: token ? `${page}#${token}` : page } });
}

function respond(headers: Headers, view: WithdrawView): Response {
  const status = view.state === 'broken' ? 400 : 200;
  if (wantsJson(headers)) return Response.json(withdrawWire(view), { status });
  const nonce = crypto.randomUUID();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return new Response(withdrawPage(view, nonce), {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy.join('; '),
      'X-Content-Type-Options': 'nosniff',
      'Content-Language': view.language.code,
    },
  });
}

function wantsJson(headers: Headers): boolean {
  return headers.get('Accept')?.includes('application/json') ?? false;
}

interface RecipientWire {
  readonly language: string;
  readonly restaurant: string;
  readonly stopped: string | null;
}

function isWire(row: unknown): row is RecipientWire {
  return typeof row === 'object' && row !== null && 'restaurant' in row && 'language' in row;
}
