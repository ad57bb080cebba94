import type { CheckContext } from '../check-context.js';
import { readOrder } from '../http/read-order.js';
import { textOf } from '../page/page-socket.js';
import type { Session } from '../page/session.js';
import { addNothingChanged, sayListening } from './watching.js';

/**
 * With `--watch`: whether a change of the row comes by Realtime as well. Realtime says "Subscribed to PostgreSQL" also
 * where nothing flows. The doctor writes nothing; the owner changes the order meanwhile.
 */
export async function checkFlow(context: CheckContext, session: Session): Promise<void> {
  const { setup, world } = context;
  if (setup.watch === 0) return;
  const before = await rowOf(context);
  sayListening(context);
  await session.until(() => false, setup.watch);
  const after = await rowOf(context);
  // A change at the last moment is still on its way.
  await session.until(() => session.payloads.length > 0, world.limits.settle);

  const { broadcast, changes } = waysOf(session);
  if (broadcast || changes) {
    context.report('changes-arrive', `A change of the order came by ${broadcast ? 'broadcast' : 'postgres_changes'}.`);
    if (!broadcast && isPrivate(session)) {
      context.report(
        'private-silent',
        `The private channel "order:${setup.options.orderId}" was joined, and the change came by the table alone: nothing sends to that channel.`,
        'That works. For changes in milliseconds, let a trigger send them (demo/supabase/migrations has one); otherwise set supabase-channel="changes".',
      );
    }
  } else if (before === after) {
    addNothingChanged(context);
  } else {
    const table = setup.options.supabaseTable || 'orders';
    context.report(
      'changes-silent',
      'Realtime confirmed the subscription and the row changed, but no message came: the tracker would say "Live" and learn of changes by its reads alone.',
      [
        `Is the table published? select * from pg_publication_tables where pubname = 'supabase_realtime' has to list ${table}.`,
        'Does row level security show the row to this token? Realtime asks for every change, and says nothing if not.',
        "May wal2json decode? PostgreSQL's minor releases of autumn 2026 (15.19 and others) want it named: show output_plugin_libraries. If it is missing:\nalter system set output_plugin_libraries = 'pgoutput, test_decoding, wal2json'; select pg_reload_conf();",
      ].join('\n'),
    );
  }
}

async function rowOf(context: CheckContext): Promise<string> {
  const { payload, failure } = await readOrder(context, context.guest);
  return JSON.stringify(payload ?? failure?.kind);
}

/** By which ways changes came. Realtime sends broadcasts of the database as binary frames. */
function waysOf({ sockets }: Session): { readonly broadcast: boolean; readonly changes: boolean } {
  const frames = sockets.flatMap((socket) => socket.frames);
  const isOf = (event: string) => (frame: string | Uint8Array) => textOf(frame).includes(`"${event}",{`);
  return {
    broadcast: frames.some((frame) => typeof frame !== 'string' || isOf('broadcast')(frame)),
    changes: frames.some(isOf('postgres_changes')),
  };
}

function isPrivate({ sockets }: Session): boolean {
  return sockets.some(({ sent }) => sent.some((text) => /"phx_join".*"private":true/.test(text)));
}
