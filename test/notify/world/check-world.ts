import type { OutboxKit } from '../outbox-kit.js';
import type { Player } from './player.js';

interface NotificationRow {
  readonly id: string;
  readonly kind: string;
  readonly version: number;
  readonly matters: boolean;
  readonly state: string;
  readonly reached_by: string | null;
  /** Seconds from the change to its end, and to the alert. */
  readonly closed: number | null;
  readonly alerted: number | null;
  readonly reasons: readonly string[];
  readonly messages: readonly string[];
}

/** What is wrong with what became of an order; nothing, if the outbox keeps its word. */
export async function faultsOf(kit: OutboxKit, player: Player): Promise<readonly string[]> {
  const rows = await kit.query<NotificationRow>(
    `select id, kind, version::int, matters, state, reached_by,
       extract(epoch from closed_at - created_at)::float as closed,
       extract(epoch from alerted_at - created_at)::float as alerted,
       array(select log.decision || ': ' || log.reason from private.notification_log as log
         where log.notification_id = notifications.id order by log.id) as reasons,
       array(select deliveries.id::text from private.deliveries as deliveries
         where deliveries.notification_id = notifications.id) as messages
     from private.notifications where order_id = $1 order by created_at`,
    [player.order],
  );
  const untold = player.news.filter(
    ({ kind, version }) => !rows.some((row) => row.kind === kind && row.version === version),
  );
  return [
    ...player.faults,
    ...doubles(player),
    ...untold.map(({ kind, version }) => `${kind} with version ${version}: nobody is told`),
    ...rows.flatMap((row) => faultsOfOne(row, player)),
  ];
}

function doubles({ sent }: Player): readonly string[] {
  return sent.filter((one, index) => sent.indexOf(one) !== index).map((one) => `sent twice: ${one}`);
}

function faultsOfOne(row: NotificationRow, player: Player): readonly string[] {
  const faults: string[] = [];
  const { kind, state, closed, alerted } = row;
  if (state === 'open' && row.matters) faults.push(`${kind} is still open`);
  if (state !== 'open' && !row.reasons.some((line) => line.startsWith(`${state}: `))) {
    faults.push(`${kind} is ${state}, and the log does not say why`);
  }
  const isSettled = closed !== null && closed <= 90 && state !== 'escalated';
  const isAlerted = alerted !== null && alerted <= 90;
  if (row.matters && !isSettled && !isAlerted) {
    faults.push(`${kind} was neither settled nor told to staff within 90 s (${state} after ${closed} s, ${alerted})`);
  }
  if (state === 'done' && row.matters && !row.reasons.some((line) => /gave no channel|has withdrawn/.test(line))) {
    faults.push(`${kind} matters, and was given up`);
  }
  // A report names the vendor's own id, which a lost answer never told us: then nobody can know whose it is.
  const hasLostAnswer = row.reasons.some((line) => /^(maybe|retries): sms/.test(line));
  const isAcknowledged = row.messages.some(
    (id) => player.shown.has(id) || (player.delivered.has(id) && !hasLostAnswer),
  );
  if (isAcknowledged && row.matters && state !== 'reached' && state !== 'moved_on') {
    faults.push(`${kind} was acknowledged, and is ${state}`);
  }
  if (state === 'escalated' && alerted === null) faults.push(`${kind} escalated without an alert`);
  if (state === 'reached' && !isTruthful(row, player))
    faults.push(`${kind} reached by ${row.reached_by}, which is not true`);
  return faults;
}

function isTruthful({ version, reached_by, messages, reasons }: NotificationRow, player: Player): boolean {
  // What a guest knew before is true again, unless the guest has heard something else since.
  if (reasons.some((line) => /the guest knows/.test(line))) return !player.readyAgain.includes(version);
  switch (reached_by) {
    case 'page':
      return player.seenVersion > 0;
    case 'push':
      return messages.some((id) => player.shown.has(id));
    case 'sms':
      return messages.some((id) => player.delivered.has(id));
    default:
      return false;
  }
}
