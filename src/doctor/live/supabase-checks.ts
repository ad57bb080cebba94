import { isRecord, parseJson } from '../../transports/json.js';
import { failureFromDatabase } from '../../transports/supabase/database-failures.js';
import { qualifiedName } from '../../transports/supabase/table.js';
import { CheckContext } from '../check-context.js';
import { checkReads } from '../http/read-checks.js';
import { bodyOf, type Exchange } from '../page/page-fetch.js';
import { textOf } from '../page/page-socket.js';
import { Session } from '../page/session.js';
import { withTimeLimit } from '../page/time-limit.js';
import { addLoss, checkOpening } from './opening-checks.js';
import { checkFlow } from './supabase-flow.js';
import { checkPing } from './websocket-checks.js';

/** Examines a Supabase project: the row, Realtime, and what a stranger sees who has only the publishable key. */
export async function checkSupabase(context: CheckContext): Promise<void> {
  const { subject, token, setup, world, findings } = context;
  const { pollUrl: _, ...options } = setup.options;
  const own = new CheckContext(subject, token, { ...setup, options }, world, findings);
  await Promise.all([checkRows(own), checkChannel(own), checkOpenTable(own)]);
}

async function checkRows(context: CheckContext): Promise<void> {
  const { token, setup } = context;
  const { exchange, failure } = await checkReads(context, {
    hasOwnHeaders: false,
    explains: (one) => addPause(context, one) || addDatabaseRefusal(context, one),
  });
  const { supabaseTable = 'orders', supabaseRead } = setup.options;
  const name = supabaseRead || supabaseTable;
  if (failure?.kind !== 'not-found' || exchange.answer?.status !== 200) return;
  context.report(
    'row-hidden',
    `"${name}" has no row with the id "${setup.options.orderId}" for ${token === undefined ? 'the publishable key' : 'this token'}: there is none, or row level security has no policy that shows it.`,
    `Check order-id. Let guests read their row, such as\ncreate policy "guests read their order" on ${supabaseTable} for select to anon, authenticated\n  using (id::text = (auth.jwt() ->> 'order_id'));`,
  );
}

/** Whether the project sleeps: those that cost nothing are paused after a week without requests. */
function addPause(context: CheckContext, { answer }: Exchange): boolean {
  if (answer?.status !== 540) return false;
  context.report('server-error', 'The project is paused (540).', 'Restore it in the dashboard of Supabase.');
  return true;
}

/** A refusal of the database, in its own words. Returns whether there was one. */
function addDatabaseRefusal(context: CheckContext, exchange: Exchange): boolean {
  const { options } = context.setup;
  const body = parseJson(bodyOf(exchange));
  const { code, message } = asRecord(body);
  const name = options.supabaseRead || options.supabaseTable || 'orders';
  const failure = failureFromDatabase(body, exchange.answer?.status ?? 0, qualifiedName(name).name, context.token);
  const isDenied = failure?.lacksPrivilege === true;
  if (!isDenied && failure?.kind !== 'config') return false;
  const found = `Supabase answered ${exchange.answer?.status}: ${String(message).slice(0, 160)} (${String(code)}).`;
  context.report('table', found, isDenied ? grant(name, context.token !== undefined) : checkNames);
  return true;
}

const checkNames = 'Check supabase-table and supabase-read, their schema, and that the schema is exposed by the API.';

/** What to do where the role may not read the table. */
function grant(table: string, hasToken: boolean): string {
  const why = hasToken
    ? 'A role may read the table only if it may read all of its columns. Grant it:'
    : 'The page has only the publishable key: set access-token, getAccessToken or token-url. Or let everybody read it:';
  return `${why}\ngrant select on ${table} to anon, authenticated;\nwith row level security and a policy; or read by a function that returns the order, with supabase-read.`;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

/** Joins Realtime as the tracker does. */
async function checkChannel(context: CheckContext): Promise<void> {
  const { setup, world } = context;
  const { limits } = world;
  const session = new Session(context, context.guest);
  try {
    const hasSocket = await session.until(() => session.sockets.some(({ isOpen }) => isOpen), limits.answer);
    if (!hasSocket && !(await checkOpening(context, session))) return;
    const isConfirmed = await session.until(() => session.isConfirmed, limits.answer);
    const { socket } = session;
    if (isRefusedPrivately(session)) {
      context.report(
        'private-channel',
        `The private channel "order:${setup.options.orderId}" is refused, so the tracker listens to the table instead.`,
        'That works. For changes in milliseconds, add the policies of demo/supabase/migrations; otherwise set supabase-channel="changes", which saves the attempt.',
      );
    }
    if (isConfirmed) {
      context.report(
        'subscribed',
        `Realtime says that changes will arrive (${Math.round(session.confirmedAfter ?? 0)} ms). Whether they do is seen with --watch 60, while you change the order.`,
      );
      await checkPing(context, session);
      await checkFlow(context, session);
      return;
    }
    if (session.lost) {
      const isRefusal = /^Supabase/.test(session.lost.reason);
      if (!isRefusal) return addLoss(context, session);
      context.report(
        'subscription-refused',
        `Realtime refused the channel: ${session.lost.reason}.`,
        `Add the table to the publication, let the guest read the row, or set supabase-channel:\nalter publication supabase_realtime add table ${setup.options.supabaseTable || 'orders'};`,
      );
      return;
    }
    context.report(
      'not-confirmed',
      `Realtime took the join, and did not say within ${limits.answer / 1_000} s that changes will arrive: ${socket?.frames.length ?? 0} messages came.`,
      `Check that the table is in the publication:\nalter publication supabase_realtime add table ${setup.options.supabaseTable || 'orders'};`,
    );
  } finally {
    session.close();
  }
}

/** Whether the private channel was tried and refused, and another way found. */
function isRefusedPrivately({ isConfirmed, sockets }: Session): boolean {
  return isConfirmed && sockets.some(({ frames }) => frames.some((frame) => isErrorReply(parseJson(textOf(frame)))));
}

function isErrorReply(frame: unknown): boolean {
  const [, , , event, payload] = Array.isArray(frame) ? (frame as unknown[]) : [];
  return event === 'phx_reply' && asRecord(payload).status === 'error';
}

/** Asks for the orders of everybody, with nothing but the key that every page shows. */
async function checkOpenTable(context: CheckContext): Promise<void> {
  const { options, origin } = context.setup;
  const { fetch, limits, timers } = context.world;
  const { supabaseUrl = '', supabaseKey = '', orderId } = options;
  const { schema, name } = qualifiedName(options.supabaseTable || 'orders');
  const url = `${supabaseUrl.replace(/\/+$/, '')}/rest/v1/${encodeURIComponent(name)}?select=id&limit=3`;
  const headers = {
    apikey: supabaseKey,
    Origin: origin,
    Accept: 'application/json',
    ...(supabaseKey.split('.').length === 3 && { Authorization: `Bearer ${supabaseKey}` }),
    ...(schema !== 'public' && { 'Accept-Profile': schema }),
  };
  const rows = await withTimeLimit(timers, limits.answer, async (signal) => {
    const response = await fetch(url, { headers, signal });
    const text = await response.text();
    return response.ok ? parseJson(text) : undefined;
  }).catch(() => undefined);
  if (!Array.isArray(rows)) return;
  const others = rows.filter((row) => String(asRecord(row).id) !== orderId);
  if (others.length === 0) {
    context.report('strangers-refused', 'With the publishable key alone, no other order can be read.');
    return;
  }
  context.report(
    'strangers-read-all',
    `With the publishable key alone, which every page shows, anybody can read the orders of everybody (${others.length} or more).`,
    `Enable row level security, and let a guest read one row:\nalter table ${name} enable row level security;\ncreate policy "guests read their order" on ${name} for select to anon, authenticated\n  using (id::text = (auth.jwt() ->> 'order_id'));`,
  );
}
