import * as v from 'valibot';
import type { Database } from '../database/database.js';
import { Refusal } from './refusals.js';

/** What a join asks to have sent again: the newest `limit` messages since a time in milliseconds. */
const replaySchema = v.object({
  since: v.optional(v.pipe(v.number(), v.integer()), 0),
  limit: v.optional(v.pipe(v.number(), v.integer()), 25),
});

/** The most messages that one join is sent again. */
const maximumReplayed = 25;

export interface ReplayedMessage {
  readonly id: string;
  readonly event: string;
  readonly payload: unknown;
}

/** Reads the private messages that a join asks for, the oldest first. Rejects with `Refusal` if it may not ask. */
export async function replayedMessages(
  database: Database,
  { name, isPrivate }: { readonly name: string; readonly isPrivate: boolean },
  asked: unknown,
): Promise<readonly ReplayedMessage[]> {
  if (asked === undefined) return [];
  if (!isPrivate) throw new Refusal('UnableToReplayMessages', 'Replay is not allowed for public channels');
  const replay = v.safeParse(replaySchema, asked);
  if (!replay.success) throw new Refusal('UnableToReplayMessages', 'Replay params are not valid');
  const { since, limit } = replay.output;
  const { rows } = await database.transaction((query) =>
    // Messages of one transaction have one time; `ctid` keeps the order in which they were written.
    query.query<ReplayedMessage>(
      `select id, event, payload from realtime.messages
       where topic = $1 and private and extension = 'broadcast' and event is not null
         and inserted_at >= to_timestamp($2::float8 / 1000) at time zone 'utc'
       order by inserted_at desc, ctid desc limit $3`,
      [name, since, Math.min(Math.max(limit, 1), maximumReplayed)],
    ),
  );
  return rows.reverse();
}
