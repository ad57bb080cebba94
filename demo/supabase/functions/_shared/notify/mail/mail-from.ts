import { NotSetUp } from '../../endpoint.ts';
import type { ReadSetting } from '../../hosted-project.ts';
import type { Sender, SenderServices } from '../sender.ts';
import { postmarkFrom } from './postmark.ts';
import { resendFrom } from './resend.ts';
import { sesFrom } from './ses.ts';
import { smtpFrom } from './smtp.ts';

const vendors: Readonly<Record<string, (read: ReadSetting, services: SenderServices) => Sender>> = {
  resend: resendFrom,
  postmark: postmarkFrom,
  ses: sesFrom,
  smtp: smtpFrom,
};

/** The sender of mails that `NOTIFY_EMAIL` names; none if it is not set. Throws `NotSetUp`, which names what is missing. */
export function mailFrom(read: ReadSetting, services: SenderServices): Sender | undefined {
  const name = read('NOTIFY_EMAIL')?.trim().toLowerCase();
  if (!name) return undefined;
  const from = Object.hasOwn(vendors, name) ? vendors[name] : undefined;
  if (!from) throw new NotSetUp(`NOTIFY_EMAIL must be one of ${Object.keys(vendors).join(', ')}.`);
  return from(read, services);
}
