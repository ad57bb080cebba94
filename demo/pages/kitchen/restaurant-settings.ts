/** What a manager changes on the kitchen page: columns of `notification_settings`, and the owner's telephone. */
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
  readonly abandoned_days: number;
  readonly delay_minutes: number;
  readonly tracking_page: string | null;
  readonly pickup_place: string | null;
  readonly staff_language: string;
  readonly is_adaptive: boolean;
  readonly page_seconds: number;
  readonly push_seconds: number;
  readonly sms_seconds: number;
  readonly email_seconds: number;
  readonly staff_seconds: number;
  readonly most_pushes: number;
  readonly most_cost_thousandths: number;
}

/** A setting that is a whole number. The limits and defaults are the database's. */
export interface NumberSetting {
  readonly name: keyof RestaurantSettings;
  readonly label: string;
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}

/** What few restaurants ever change. */
export const advancedNumbers = [
  setting('page_seconds', 'Seconds that an open page has to show the news', 1, 30, 5),
  setting('push_seconds', 'Seconds for a push message to be seen, before an SMS follows', 5, 120, 20),
  setting('sms_seconds', 'Seconds for an SMS to be delivered, before an e-mail follows', 5, 300, 25),
  setting('email_seconds', 'Seconds for an e-mail to be opened, before staff are told', 5, 600, 20),
  setting('staff_seconds', 'Seconds after which staff are told in any case', 10, 900, 85),
  setting('most_pushes', 'Push messages an order, at most', 0, 20, 3),
  setting('abandoned_days', 'Days after which an order without an end counts as over', 1, 90, 3),
] as const;

function setting<Name extends keyof RestaurantSettings>(
  name: Name,
  label: string,
  least: number,
  most: number,
  usual: number,
) {
  return { name, label, least, most, usual } as const satisfies NumberSetting;
}

export const settingsColumns =
  'accept_minutes, unanswered_rule, unanswered_minutes, unanswered_reason, kitchen_answers, channels, ' +
  'quiet_from, quiet_to, time_zone, retention_days, abandoned_days, delay_minutes, tracking_page, pickup_place, staff_language, ' +
  'is_adaptive, page_seconds, push_seconds, sms_seconds, email_seconds, staff_seconds, most_pushes, most_cost_thousandths';

/** The settings in a form; or what is wrong with it, in words for the manager. */
export function settingsIn(fields: FormData): RestaurantSettings | string {
  const text = (name: string) => String(fields.get(name) ?? '').trim();
  const whole = (name: string) => (/^\d+$/.test(text(name)) ? Number(text(name)) : Number.NaN);
  const orNull = (name: string) => (text(name) === '' ? null : text(name));
  const isWithin = (value: number, least: number, most: number) => value >= least && value <= most;
  const rule = text('unanswered_rule');
  const answers = text('kitchen_answers')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const phone = text('owner_phone').replaceAll(/[\s()/.-]/g, '');
  const page = text('tracking_page');
  const cost = /^\d+([.,]\d{1,3})?$/.test(text('most_cost')) ? Number(text('most_cost').replace(',', '.')) : Number.NaN;

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
  if ((text('quiet_from') === '') !== (text('quiet_to') === '')) return 'Quiet hours need a beginning and an end.';
  if (!isTimeZone(text('time_zone'))) return 'The time zone has a name such as Europe/Berlin.';
  if (!isWithin(whole('retention_days'), 0, 365)) return 'The log is kept for 0 to 365 days.';
  if (!isWithin(whole('delay_minutes'), 1, 120)) return 'Guests are told of a delay of 1 to 120 minutes.';
  if (page !== '' && !(/^https?:\/\/[^/]/.test(page) && page.includes('{id}')))
    return 'The page of an order begins with https:// and has {id} where the order’s number in the system belongs.';
  if (text('pickup_place').length > 200) return 'Where guests collect is said in up to 200 letters.';
  const wrong = advancedNumbers.find(({ name, least, most }) => !isWithin(whole(name), least, most));
  if (wrong) return `“${wrong.label}” is a number from ${wrong.least} to ${wrong.most}.`;
  if (!isWithin(cost, 0, 1000)) return 'The most that the messages of an order cost is an amount such as 0.50.';

  return {
    accept_minutes: text('accept_minutes') === '' ? null : whole('accept_minutes'),
    unanswered_rule: rule === 'call' || rule === 'reject' ? rule : 'alert',
    unanswered_minutes: whole('unanswered_minutes'),
    unanswered_reason: text('unanswered_reason'),
    owner_phone: phone === '' ? null : phone,
    kitchen_answers: answers,
    channels: fields.getAll('channels').map(String),
    quiet_from: orNull('quiet_from'),
    quiet_to: orNull('quiet_to'),
    time_zone: text('time_zone'),
    retention_days: whole('retention_days'),
    abandoned_days: whole('abandoned_days'),
    delay_minutes: whole('delay_minutes'),
    tracking_page: orNull('tracking_page'),
    pickup_place: orNull('pickup_place'),
    staff_language: text('staff_language') || 'en',
    is_adaptive: fields.has('is_adaptive'),
    page_seconds: whole('page_seconds'),
    push_seconds: whole('push_seconds'),
    sms_seconds: whole('sms_seconds'),
    email_seconds: whole('email_seconds'),
    staff_seconds: whole('staff_seconds'),
    most_pushes: whole('most_pushes'),
    most_cost_thousandths: Math.round(cost * 1000),
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
