import type { ReadSetting } from '../../hosted-project.ts';
import type { TakenReply } from '../report-reader.ts';
import type { SenderServices } from '../sender.ts';
import { smsFrom } from './sms-from.ts';

/** Milliseconds after which an answer to HELP is of no use, and of one try. */
const useful = 10 * 60_000;
const longest = 8000;

/** Answers guests with an SMS of their own, by the vendor that is set up. `undefined` if there is none. */
export function answerBySms(
  setting: ReadSetting,
  services: SenderServices,
): ((reply: TakenReply, text: string) => Promise<void>) | undefined {
  const sender = smsFrom(setting, services);
  if (!sender) return undefined;
  return async (reply, text) => {
    // Another vendor's number must not answer for the one that the guest has written to.
    if (reply.vendor !== sender.name) return;
    const message = {
      id: crypto.randomUUID(),
      kind: 'answer',
      orderId: '',
      to: { channel: 'sms', number: reply.from },
      language: reply.language ?? 'en',
      direction: 'ltr',
      title: '',
      text,
      link: '',
      withdrawLink: '',
      expiresAt: new Date(services.now() + useful),
      isUrgent: false,
    } as const;
    const { outcome } = await sender.send(message, AbortSignal.timeout(longest));
    if (outcome !== 'accepted') console.error(`delivery-reports: the answer to a guest was not taken (${outcome})`);
  };
}
