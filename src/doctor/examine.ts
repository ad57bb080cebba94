import { firstJsonFault } from '../elements/shared/name-json-faults.js';
import { fieldMapCode } from '../tracker/field-map-code.js';
import { checkedFieldMap } from '../tracker/payload-parser.js';
import { createTransport } from '../transports/create-transport.js';
import { checkUrl } from '../transports/safe-url.js';
import { plainCode } from '../transports/websocket/websocket.js';
import { addressOptions, attributeName, familyOf, liveAddresses } from './addresses.js';
import { CheckContext } from './check-context.js';
import { type Finding, Findings } from './findings.js';
import { checkReads } from './http/read-checks.js';
import { checkEvents } from './live/events-checks.js';
import { checkPlainWebSocket } from './live/plain-checks.js';
import { checkSupabase } from './live/supabase-checks.js';
import { checkWebSocket } from './live/websocket-checks.js';
import { checkPageSecrets, keysInPage } from './page-secrets.js';
import { watchLimits } from './request-limits.js';
import { cleaner } from './secrets.js';
import type { Setup } from './setup.js';
import { checkToken } from './token-checks.js';
import { runTracker } from './tracker-run.js';
import type { World } from './world.js';

/** What was found of one back end. */
export interface Report {
  readonly findings: readonly Finding[];
  /** In the tracker's words: how it got on; empty where it could not start. */
  readonly explanation: readonly string[];
}

/** Examines a back end from the outside, as the tracker will meet it. It reads and subscribes, and changes nothing. */
export async function examine(setup: Setup, world: World): Promise<Report> {
  const { options } = setup;
  const { accessToken, capability, supabaseKey, pollHeaders } = options;
  const keys = keysInPage(options).map(([, text]) => text);
  const secrets = [accessToken, capability, supabaseKey, ...Object.values(pollHeaders ?? {}), ...keys];
  const clean = cleaner(secrets);
  const findings = new Findings(clean);
  const limits = watchLimits(world.fetch);
  const watched = { ...world, fetch: limits.fetch };
  await Promise.all([fieldMapCode.load(), plainCode.load()]);
  if (!checkOptions(setup, findings)) return { findings: findings.all, explanation: [] };
  checkPageSecrets(setup, findings);
  const token = await guarded('token-url', findings, () => checkToken(setup, watched, findings));
  secrets.push(token);
  // The tracker asks nothing before it has a token, where there is one to be had.
  const waits = token === undefined && options.tokenUrl && options.capability;
  const checks = waits ? [] : endPointChecks(setup);
  await Promise.all(
    checks.map(([check, subject]) =>
      guarded(subject, findings, () => check(new CheckContext(subject, token, setup, watched, findings))),
    ),
  );
  const { snapshot, explanation, errors, sawChange } = await runTracker(setup, watched);
  limits.look(findings);
  addOtherOrder(setup, findings);
  addPolledChange(setup, sawChange, findings);
  addResult(
    setup,
    { status: snapshot.orderStatus, connection: snapshot.connectionStatus, because: explanation.because, errors },
    findings,
  );
  return { findings: findings.all, explanation: [explanation.because, ...explanation.facts].map(clean) };
}

type Check = (context: CheckContext) => Promise<unknown>;

/** One check for each endpoint that the tracker would use. */
function endPointChecks(setup: Setup): readonly (readonly [check: Check, subject: string])[] {
  const { pollUrl, supabaseUrl, websocketUrl, websocketProtocol, eventsUrl, transport = 'auto' } = setup.options;
  const isUsed = (name: string) => transport === 'auto' || transport === name;
  // `auto` takes the first that is configured.
  const live =
    supabaseUrl && isUsed('supabase')
      ? ([checkSupabase, supabaseUrl] as const)
      : websocketUrl && isUsed('websocket')
        ? ([websocketProtocol === 'plain' ? checkPlainWebSocket : checkWebSocket, websocketUrl] as const)
        : eventsUrl && isUsed('sse')
          ? ([checkEvents, eventsUrl] as const)
          : undefined;
  return [...(live ? [live] : []), ...(pollUrl ? [[checkReads, pollUrl] as const] : [])];
}

/** Runs a check. What it cannot even ask is the fault of an option; no check may end the others. */
async function guarded<Result>(
  subject: string,
  findings: Findings,
  check: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await check();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    findings.add('option-refused', subject, reason, 'Correct the options of this address: nothing could be asked.');
    return undefined;
  }
}

/** What can be said without asking anybody. Returns whether the rest makes sense. */
function checkOptions({ options, origin, isOriginGiven }: Setup, findings: Findings): boolean {
  const secure = isOriginGiven && origin.startsWith('https:');
  for (const option of addressOptions) {
    const name = attributeName(option);
    const text = options[option];
    if (!text || !secure) continue;
    const family = familyOf(option);
    const checked = checkUrl(name, text, family, { base: origin, secure });
    if (!('problem' in checked) || !/encrypted/.test(checked.problem)) continue;
    findings.add(
      'mixed-content',
      name,
      `${name} is not encrypted (${new URL(text).protocol}//), and the page is (${origin}): browsers refuse that.`,
      `Serve it under ${family}s://, and set that address.`,
    );
  }
  if (options.supabaseUrl && !/^\/*$/.test(new URL(options.supabaseUrl).pathname)) {
    findings.add(
      'option-refused',
      'supabase-url',
      `supabase-url has the path "${new URL(options.supabaseUrl).pathname}"; the tracker adds /rest/v1 and /realtime/v1 itself.`,
      `Set supabase-url="${new URL(options.supabaseUrl).origin}".`,
    );
    return false;
  }
  try {
    const problem = firstJsonFault(options);
    if (problem) throw new TypeError(problem);
    createTransport(options, { base: origin, secure: false });
    checkedFieldMap(options);
    // What no request can be sent with is told by its name.
    new Headers({ ...options.pollHeaders });
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (/secret key/.test(reason)) {
      findings.add(
        'secret-key',
        'supabase-key',
        'DANGER: supabase-key is a secret key (service_role). Everybody who opens a page that has it can read, change and delete all data of the project.',
        'Revoke it now, in the settings of the project under API keys. Then set the publishable (anon) key.',
      );
    } else
      findings.add('option-refused', 'options', reason, 'Nothing was asked: the tracker refuses these options too.');
    return false;
  }
}

/** `--other-order-id` is not passed over without a word where no check could use it. */
function addOtherOrder({ otherOrderId }: Setup, findings: Findings): void {
  if (otherOrderId === undefined) return;
  if (findings.has('other-order-readable', 'other-order-refused', 'other-order-told-apart', 'other-order-not-examined'))
    return;
  findings.add(
    'other-order-not-examined',
    'other-order-id',
    `Whether this guest can see the order "${otherOrderId}" was not examined: the address does not name the order, or nothing more could be asked.`,
    'Try it by hand: open the page with that order id. It must not appear.',
  );
}

/** With `--watch`, of a back end that has no live connection, or one that was not listened to. */
function addPolledChange({ watch }: Setup, sawChange: boolean | undefined, findings: Findings): void {
  if (sawChange === undefined) return;
  if (sawChange) findings.add('changes-arrive', 'tracker', 'The tracker saw the order change.');
  else if (!findings.has('changes-arrive', 'nothing-changed', 'changes-silent')) {
    findings.add(
      'nothing-changed',
      'tracker',
      `The tracker saw no change of the order within ${watch / 1_000} s, so it is not known whether changes arrive.`,
      'Run it again, and move the order to its next status once it says "Listening now".',
    );
  }
}

interface Result {
  readonly status: string | undefined;
  readonly connection: string;
  readonly because: string;
  readonly errors: readonly string[];
}

/** Whether the tracker itself got on. Where something is wrong already, that is the reason. */
function addResult({ options }: Setup, result: Result, findings: Findings): void {
  const { status, connection, because, errors } = result;
  const hasLive = liveAddresses(options).length > 0;
  if (['connected', 'closed', 'polling'].includes(connection) && status !== undefined) {
    findings.add('followed', 'tracker', `The tracker follows the order: ${status}, ${connection}.`);
    if (connection !== 'polling' || !hasLive || findings.isWrong) return;
    findings.add(
      'polls-only',
      'tracker',
      `The tracker reads the order again and again, and is not live yet. ${because}`,
      'Wait for a change with --watch 60: some servers say nothing before it.',
    );
    return;
  }
  if (findings.isWrong) return;
  findings.add(
    'not-followed',
    'tracker',
    `The tracker does not follow the order (${connection}). ${errors[0] ?? because}`,
    'Run it in a page with the attribute debug, and read the console.',
  );
}
