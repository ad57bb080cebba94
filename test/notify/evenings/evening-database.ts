import { openKit, type PgliteKit } from '../../kit/pglite-kit.js';

/** A message that a vendor has taken. */
export interface SentMessage {
  readonly id: string;
  readonly order: string;
  readonly kind: string;
  readonly channel: 'push' | 'sms' | 'email';
}

/** What the outbox did at one moment. */
export interface OutboxPass {
  readonly sent: readonly SentMessage[];
  /** When it wants to be asked again, in milliseconds since 1970. */
  readonly nextAt: number | undefined;
}

/** The kit's database, with a worker in SQL whose vendors take everything at once: one call is one pass of the outbox. */
const worker = `
  create schema evenings;
  create function evenings.pass() returns jsonb language plpgsql as $$
  declare
    claimed jsonb;
    sent jsonb := '[]';
  begin
    for claimed in select public.claim_deliveries('evening', 200, 60, '["push", "sms", "email"]') loop
      if public.begin_delivery((claimed ->> 'delivery_id')::uuid, (claimed ->> 'lease')::uuid, 60, 'double', true, 0) then
        perform public.finish_delivery(
          (claimed ->> 'delivery_id')::uuid, (claimed ->> 'lease')::uuid, '{"outcome": "accepted"}');
        sent := sent || jsonb_build_object('id', claimed -> 'delivery_id', 'order', claimed -> 'order_id',
          'kind', claimed -> 'kind', 'channel', claimed -> 'channel');
      end if;
    end loop;
    return jsonb_build_object('sent', sent, 'next', extract(epoch from public.next_delivery_at()) * 1000);
  end $$;`;

export interface Account {
  /** News about which no message went out, by the rule or the step that decided so. */
  readonly savedBy: Readonly<Record<string, number>>;
  /** Messages after the first about the same, on the ladder's further steps. */
  readonly repeated: number;
}

interface Pass {
  readonly sent: readonly SentMessage[];
  readonly next: number | null;
}

export class EveningDatabase {
  private constructor(readonly kit: PgliteKit) {}

  static async open(): Promise<EveningDatabase> {
    const kit = await openKit();
    await kit.own(worker);
    return new EveningDatabase(kit);
  }

  /** Runs statements at a moment of the simulation, and returns the rows of the last one. */
  run(now: number, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return this.kit.own(`select set_config('private.clock', '${new Date(now).toISOString()}', false); ${sql}`);
  }

  /** Runs statements, and then the outbox. */
  async pass(now: number, sql = ''): Promise<OutboxPass> {
    const [row] = await this.run(now, `${sql}; select evenings.pass() as pass`);
    const { sent, next } = { sent: [], next: null, ...(row?.pass as Partial<Pass>) } satisfies Pass;
    return { sent, nextAt: next ?? undefined };
  }

  /** What became of the news that a restaurant's outbox has had since `begin`. */
  async accountOf(restaurant: string, begin: number): Promise<Account> {
    const since = `notifications.restaurant_id = '${restaurant}'
      and notifications.created_at >= '${new Date(begin).toISOString()}'
      and notifications.kind not in ('placed', 'summary')
      and exists (select from private.consents where consents.order_id = notifications.order_id)`;
    const saved = await this.kit.own(`
      select decided_by, count(*)::integer as messages from (
        select coalesce((
            select rules.name from private.notification_log as log join private.notification_rules as rules
              on log.decision = 'withheld' and log.reason like '%: ' || regexp_replace(rules.reason, '\\{\\w+\\}', '%', 'g')
            where log.notification_id = notifications.id order by log.id desc, rules.position limit 1),
          case
            when notifications.reached_by = 'page' then 'a page showed it in time'
            when notifications.state = 'done' then 'too small for an SMS or a mail'
            else notifications.state
          end) as decided_by
        from private.notifications
        where ${since} and not exists (
          select from private.deliveries where deliveries.notification_id = notifications.id and deliveries.attempts > 0)
      ) as unsent group by decided_by order by messages desc`);
    const [row] = await this.kit.own(`
      select (count(*) - count(distinct deliveries.notification_id))::integer as repeated
      from private.deliveries join private.notifications on notifications.id = deliveries.notification_id
      where ${since} and deliveries.attempts > 0`);
    return {
      savedBy: Object.fromEntries(saved.map(({ decided_by, messages }) => [String(decided_by), Number(messages)])),
      repeated: Number(row?.repeated),
    };
  }

  close(): Promise<void> {
    return this.kit.close();
  }
}
