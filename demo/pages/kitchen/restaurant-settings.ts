/** What a manager changes on the kitchen page: columns of `notification_settings`. */
export interface RestaurantSettings {
  readonly accept_minutes: number | null;
  readonly unanswered_rule: 'alert' | 'call' | 'reject';
  readonly unanswered_minutes: number;
  readonly unanswered_reason: string;
  readonly owner_phone: string | null;
  readonly kitchen_answers: readonly string[];
  readonly channels: readonly string[];
  readonly quiet_from: string | null;
  readonly quiet_to: string | null;
  readonly time_zone: string;
  readonly retention_days: number;
}

export const settingsColumns =
  'accept_minutes, unanswered_rule, unanswered_minutes, unanswered_reason, owner_phone, kitchen_answers, channels, ' +
  'quiet_from, quiet_to, time_zone, retention_days';

/** The settings in a form; or what is wrong with it, in words for the manager. */
export function settingsIn(fields: FormData): RestaurantSettings | string {
  const text = (name: string) => String(fields.get(name) ?? '').trim();
  const whole = (name: string) => (/^\d+$/.test(text(name)) ? Number(text(name)) : Number.NaN);
  const isWithin = (value: number, least: number, most: number) => value >= least && value <= most;
  const rule = text('unanswered_rule');
  const answers = text('kitchen_answers')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const phone = text('owner_phone').replaceAll(/[\s()/.-]/g, '');
  const [quietFrom, quietTo] = [text('quiet_from'), text('quiet_to')];

  if (text('accept_minutes') !== '' && !isWithin(whole('accept_minutes'), 1, 120))
    return 'An order is accepted within 1 to 120 minutes; leave it empty for no deadline.';
  if (!isWithin(whole('unanswered_minutes'), 1, 120))
    return 'What happens next comes 1 to 120 minutes after the deadline.';
  if (!isWithin(text('unanswered_reason').length, 1, 200))
    return 'Please write what the guest of a rejected order reads: up to 200 letters.';
  if (phone !== '' && !/^\+[1-9]\d{6,14}$/.test(phone))
    return 'The telephone number begins with + and the country: +4915112345678.';
  if (rule === 'call' && phone === '') return 'Please give the telephone that gets the message.';
  if (answers.length > 6 || answers.some((answer) => answer.length > 100))
    return 'Six answers at most, each of up to 100 letters.';
  if ((quietFrom === '') !== (quietTo === '')) return 'Quiet hours need a beginning and an end.';
  if (!isTimeZone(text('time_zone'))) return 'The time zone has a name such as Europe/Berlin.';
  if (!isWithin(whole('retention_days'), 0, 365)) return 'The log is kept for 0 to 365 days.';

  return {
    accept_minutes: text('accept_minutes') === '' ? null : whole('accept_minutes'),
    unanswered_rule: rule === 'call' || rule === 'reject' ? rule : 'alert',
    unanswered_minutes: whole('unanswered_minutes'),
    unanswered_reason: text('unanswered_reason'),
    owner_phone: phone === '' ? null : phone,
    kitchen_answers: answers,
    channels: fields.getAll('channels').map(String),
    quiet_from: quietFrom === '' ? null : quietFrom,
    quiet_to: quietTo === '' ? null : quietTo,
    time_zone: text('time_zone'),
    retention_days: whole('retention_days'),
  };
}

function isTimeZone(name: string): boolean {
  try {
    return name !== '' && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** Why the settings could not be read or saved, for the manager. */
export function problemOf({ code }: { readonly code?: string }): string {
  if (code === '42501') return 'Only managers of the restaurant change its settings.';
  if (code === '23514') return 'The database refused one of these values. Please check them.';
  return 'That did not work. Is this screen online?';
}
