import { NotSetUp } from '../../endpoint.ts';
import type { ReadSetting } from '../../hosted-project.ts';
import type { Sender, SenderServices } from '../sender.ts';
import { birdFrom } from './bird.ts';
import { snsFrom } from './sns.ts';
import { twilioFrom } from './twilio.ts';
import { vonageFrom } from './vonage.ts';

const vendors: Readonly<Record<string, (read: ReadSetting, services: SenderServices) => Sender>> = {
  twilio: twilioFrom,
  vonage: vonageFrom,
  bird: birdFrom,
  sns: snsFrom,
};

/** The sender of SMS that `NOTIFY_SMS` names; none if it is not set. Throws `NotSetUp`, which names what is missing. */
export function smsFrom(read: ReadSetting, services: SenderServices): Sender | undefined {
  const name = read('NOTIFY_SMS')?.trim().toLowerCase();
  if (!name) return undefined;
  const from = Object.hasOwn(vendors, name) ? vendors[name] : undefined;
  if (!from) throw new NotSetUp(`NOTIFY_SMS must be one of ${Object.keys(vendors).join(', ')}.`);
  return from(read, services);
}
