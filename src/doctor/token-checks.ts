import type { Token } from '../tracker/chart/chart.types.js';
import { tokenOf, tokenSource } from '../tracker/token-source.js';
import { type Failure, ReadError } from '../transports/transport.js';
import type { Findings } from './findings.js';
import { checkCors, checkReach } from './http/exchange-checks.js';
import { type Exchange, pageFetch } from './page/page-fetch.js';
import { withTimeLimit } from './page/time-limit.js';
import type { Setup } from './setup.js';
import type { World } from './world.js';

const hour = 3_600_000;
/** Whoever writes milliseconds for seconds is beyond it, ms. */
const longestLife = 100 * 365 * 24 * hour;
const forgedCapability = 'order-status-tracker-doctor-has-no-link';

/** The token that the page would send; exchanged for the secret of the link where there is a token endpoint. */
export async function checkToken(setup: Setup, world: World, findings: Findings): Promise<string | undefined> {
  const { accessToken, tokenUrl, capability } = setup.options;
  if (!tokenUrl || !capability) {
    if (accessToken) checkLife(tokenOf(accessToken), 'access-token', findings);
    return accessToken || undefined;
  }
  const [own, forged] = await Promise.all([
    exchange(capability, setup, world),
    exchange(forgedCapability, setup, world),
  ]);
  if (!checkReach(own.exchange, tokenUrl, world, findings)) return accessToken || undefined;
  checkCors(own.exchange, tokenUrl, setup, findings);
  if (own.failure) addFailure(own.failure, own.exchange, tokenUrl, findings);
  if (own.token) {
    findings.add('token-given', tokenUrl, 'The secret of the link is exchanged for a token.');
    checkLife(own.token, tokenUrl, findings);
  }
  if (forged.token) {
    findings.add(
      'token-for-anyone',
      tokenUrl,
      'A capability that the doctor made up is exchanged for a token: whoever knows an order id can follow it.',
      'Compare the capability with that of the order, and answer 403 with {"error":"forbidden"}.',
    );
  }
  return own.token?.value ?? (accessToken || undefined);
}

interface Exchanged {
  readonly exchange: Exchange;
  readonly token?: Token | undefined;
  readonly failure?: Failure;
}

async function exchange(capability: string, setup: Setup, { fetch, limits, timers }: World): Promise<Exchanged> {
  const { origin, options } = setup;
  const exchanges: Exchange[] = [];
  const record = (one: Exchange) => void exchanges.push(one);
  const source = tokenSource({
    orderId: options.orderId,
    tokenUrl: options.tokenUrl,
    capability,
    fetch: pageFetch({ fetch, origin, enforces: false, record }),
  });
  let outcome: Omit<Exchanged, 'exchange'>;
  try {
    outcome = { token: await withTimeLimit(timers, limits.answer, async (signal) => source?.fetch?.(signal)) };
  } catch (error) {
    outcome = { failure: error instanceof ReadError ? error : { kind: 'network', reason: String(error) } };
  }
  const [one] = exchanges;
  if (!one) throw new ReadError({ kind: 'config', reason: outcome.failure?.reason ?? 'token-url cannot be used.' });
  return { exchange: one, ...outcome };
}

function addFailure({ kind, reason }: Failure, { answer }: Exchange, subject: string, findings: Findings): void {
  if (kind === 'forbidden') {
    findings.add(
      'token-refused',
      subject,
      `The token endpoint refused the capability with ${answer?.status}.`,
      'Check --capability and --order-id: they have to be of the same tracking link.',
    );
    return;
  }
  findings.add(
    'token-endpoint',
    subject,
    `${reason} (${answer?.status}, ${answer?.headers.get('content-type') ?? 'no content type'})`,
    'Answer the POST of {"order_id":"…","capability":"…"} with 200 and {"access_token":"…"}, or with 4xx and JSON.',
  );
}

function checkLife({ lifetime }: Token, subject: string, findings: Findings): void {
  if (lifetime === undefined) {
    findings.add(
      'token-life-unknown',
      subject,
      'The token does not say how long it lasts, so it is renewed only once it is refused.',
      'Make it a JWT with the claims iat and exp.',
    );
  } else if (lifetime < 60_000) {
    findings.add(
      'token-life-short',
      subject,
      `The token lasts ${lifetime / 1_000} s: every guest asks for a new one each minute, or more often.`,
      'Let it last 5 to 15 minutes.',
    );
  } else if (lifetime > longestLife) {
    findings.add(
      'token-life-unknown',
      subject,
      `The token would last ${Math.round(lifetime / hour / 24 / 365)} years: exp and iat are milliseconds.`,
      'Write the claims iat and exp in seconds since 1970.',
    );
  } else if (lifetime > hour) {
    findings.add(
      'token-life-long',
      subject,
      `The token lasts ${Math.round(lifetime / hour)} h: a link that was withdrawn goes on working as long.`,
      'Let it last 15 minutes at most; the tracker renews it.',
    );
  }
}
