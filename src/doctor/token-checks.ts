import type { Token } from '../tracker/chart/chart.types.js';
import { tokenOf, tokenSource } from '../tracker/token-source.js';
import { type Failure, ReadError } from '../transports/transport.js';
import { CheckContext } from './check-context.js';
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
    const context = new CheckContext('access-token', accessToken, setup, world, findings);
    if (accessToken) checkLife(context, tokenOf(accessToken));
    return accessToken || undefined;
  }
  const context = new CheckContext(tokenUrl, accessToken, setup, world, findings);
  const [own, forged] = await Promise.all([
    exchange(capability, setup, world),
    exchange(forgedCapability, setup, world),
  ]);
  if (!checkReach(context, own.exchange)) return accessToken || undefined;
  checkCors(context, own.exchange);
  if (own.failure) addFailure(context, own.failure, own.exchange);
  if (own.token) {
    context.report('token-given', 'The secret of the link is exchanged for a token.');
    checkLife(context, own.token);
  }
  if (forged.token) {
    context.report(
      'token-for-anyone',
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

function addFailure(context: CheckContext, { kind, reason }: Failure, { answer }: Exchange): void {
  if (kind === 'forbidden') {
    context.report(
      'token-refused',
      `The token endpoint refused the capability with ${answer?.status}.`,
      'Check --capability and --order-id: they have to be of the same tracking link.',
    );
    return;
  }
  context.report(
    'token-endpoint',
    `${reason} (${answer?.status}, ${answer?.headers.get('content-type') ?? 'no content type'})`,
    'Answer the POST of {"order_id":"…","capability":"…"} with 200 and {"access_token":"…"}, or with 4xx and JSON.',
  );
}

function checkLife(context: CheckContext, { lifetime }: Token): void {
  if (lifetime === undefined) {
    context.report(
      'token-life-unknown',
      'The token does not say how long it lasts, so it is renewed only once it is refused.',
      'Make it a JWT with the claims iat and exp.',
    );
  } else if (lifetime < 60_000) {
    context.report(
      'token-life-short',
      `The token lasts ${lifetime / 1_000} s: every guest asks for a new one each minute, or more often.`,
      'Let it last 5 to 15 minutes.',
    );
  } else if (lifetime > longestLife) {
    context.report(
      'token-life-unknown',
      `The token would last ${Math.round(lifetime / hour / 24 / 365)} years: exp and iat are milliseconds.`,
      'Write the claims iat and exp in seconds since 1970.',
    );
  } else if (lifetime > hour) {
    context.report(
      'token-life-long',
      `The token lasts ${Math.round(lifetime / hour)} h: a link that was withdrawn goes on working as long.`,
      'Let it last 15 minutes at most; the tracker renews it.',
    );
  }
}
