import { recordedIds, type Step } from '../transports/supabase/recordings/recorded.js';

const { A, B, C, R } = recordedIds;

const toA = (payload: object, isPrivate = true, event = 'status') => sendTo(A, payload, isPrivate, event);

function sendTo(order: string, payload: object, isPrivate = true, event = 'status'): string {
  return `select realtime.send('${JSON.stringify(payload)}', '${event}', 'order:${order}', ${isPrivate});`;
}

/** Statements of the recordings that were written down in words. */
const inWords: Readonly<Record<string, string>> = {
  'insert order C': `insert into public.orders values ('${C}', '${R}', 'pending', now(), 1)`,
  'delete order C': `delete from public.orders where id = '${C}'`,
  'revoke select on public.orders from authenticated': 'revoke select on public.orders from authenticated',
  'realtime.send(private=false) to the same topic': toA({ status: 'public' }, false),
  'realtime.send private=false': toA({ status: 'public' }, false),
  'realtime.send private=true': toA({ status: 'private' }),
  'realtime.send to order:A': toA({ status: 'ready' }),
  'realtime.send to order:B': sendTo(B, { status: 'ready' }),
  'two sends in one transaction, then rollback of a third': `
    begin; ${toA({ n: 1 })} ${toA({ n: 2 })} commit; begin; ${toA({ n: 3 })} rollback`,
  'three realtime.send before the join': [1, 2, 3].map((n) => toA({ before: 'join', n })).join(' '),
  'realtime.send after the join': toA({ after: 'join', n: 4 }),
  // The updates of one transaction were written down one by one, and are run so.
  commit: 'select',
  // Our endpoint has no connection that could be cut.
  'pg_terminate_backend of realtime_rls and realtime_broadcast_changes backends': 'select',
  // The demo's database has no such function: payloads are JSON.
  'select realtime.send_binary(...)': 'select',
};

/** The statement of a recording, for our database. */
export function statementOf(step: Extract<Step, { kind: 'sql' | 'update' }>): string {
  if (step.kind === 'update') {
    return `update public.orders set status = '${step.status}', version = ${step.version}, updated_at = now()
      where id = '${step.order}'`;
  }
  const [, n] = /^realtime\.send n=(\d+)$/.exec(step.sql) ?? [];
  if (n !== undefined) return toA({ n: Number(n) });
  const [, kilobytes] = /^realtime\.send payload of (\d+) kB$/.exec(step.sql) ?? [];
  if (kilobytes !== undefined) return bigMessage(Number(kilobytes));
  if (step.sql.startsWith('select realtime.send(')) return step.sql.replace('order:A', `order:${A}`);
  const statement = inWords[step.sql];
  if (statement === undefined) throw new Error(`A recorded statement has no translation: ${step.sql}`);
  return statement;
}

function bigMessage(kilobytes: number): string {
  return `select realtime.send(jsonb_build_object('x', repeat('y', ${kilobytes * 1000})), 'big', 'order:${A}', true)`;
}
