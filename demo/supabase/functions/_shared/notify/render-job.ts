import { linkTo } from '../hosted-project.ts';
import type { MessageSecret } from './message-secret.ts';
import type { DeliveryJob } from './outbox-database.ts';
import type { Channel, Message, MessageKind, Recipient, Sender, SmsStyle } from './sender.ts';

/** What staff are told about. */
export type StaffNews = 'not_reached' | 'unanswered' | 'question';

/** `renderMessage` of `src/messages.ts`; the Edge Function has it as a file beside it. */
export type RenderMessage = (input: {
  readonly id: string;
  readonly kind: MessageKind;
  readonly order: unknown;
  readonly restaurantName: string;
  readonly language: string;
  readonly link: string;
  readonly withdrawLink: string;
  readonly timeZone: string;
  readonly channel: Channel;
  readonly recipient: Recipient;
  readonly expiresAt: Date;
  readonly now: Date;
  readonly wentBack?: boolean;
  readonly pickupPlace?: string;
  readonly answer?: string;
  readonly staff?: { readonly about: StaffNews };
  readonly sms?: SmsStyle;
}) => Message | undefined;

export interface JobRendering {
  readonly renderMessage: RenderMessage;
  readonly secret: MessageSecret;
  /** The address of the function `withdraw`; the recipient’s token comes behind a slash. */
  readonly withdrawUrl: string;
  /** A shorter one, for SMS: the page on the restaurant’s own site, where the token comes behind #. */
  readonly withdrawPage?: string | undefined;
  /** The page with the tracker for restaurants that have not said theirs, with `{id}` where the order's id belongs. */
  readonly trackingPage: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** No page is known to which the link of a message could lead. */
export class NoTrackingPage extends Error {
  override readonly name = 'NoTrackingPage';
}

/** Makes the message of a claimed delivery; `undefined` if the order has moved on since. It rejects with `NoTrackingPage`. */
export function renderJobs(rendering: JobRendering) {
  const { renderMessage, secret, withdrawUrl, withdrawPage, trackingPage, now } = rendering;
  return async (job: DeliveryJob, { sms }: Pick<Sender, 'sms'>): Promise<Message | undefined> => {
    if (job.kind === 'staff') return toStaff(job, sms);
    const page = job.trackingPage ?? trackingPage;
    if (!page) throw new NoTrackingPage('Set the restaurant’s tracking_page, or TRACKING_PAGE.');
    const token = await secret.withdrawToken(job.recipientId);
    const isShort = job.channel === 'sms' && withdrawPage !== undefined;
    return renderMessage({
      ...commonOf(job),
      link: linkTo(page, { id: job.orderId, capability: await secret.linkCapability(job.orderId) }),
      withdrawLink: isShort ? `${withdrawPage}#${token}` : `${withdrawUrl}/${token}`,
      wentBack: job.detail.undone === true,
      ...(job.pickupPlace && { pickupPlace: job.pickupPlace }),
      ...(typeof job.detail.answer === 'string' && { answer: job.detail.answer }),
      ...(sms && { sms }),
    });
  };

  /** Staff have no link of the guest's, and take back their device on the kitchen page. */
  function toStaff(job: DeliveryJob, sms: SmsStyle | undefined): Message | undefined {
    const link = job.staffPage ?? '';
    const staff = { about: staffNewsOf(job) };
    return renderMessage({ ...commonOf(job), link, withdrawLink: link, staff, ...(sms && { sms }) });
  }

  function commonOf(job: DeliveryJob) {
    return {
      id: job.id,
      kind: job.kind,
      order: job.order,
      restaurantName: textIn(job.order, 'restaurant_name') ?? '',
      language: job.language,
      timeZone: job.timeZone,
      channel: job.channel,
      recipient: job.to,
      expiresAt: job.expiresAt,
      now: new Date(now()),
    };
  }
}

function staffNewsOf({ detail: { about } }: DeliveryJob): StaffNews {
  return about === 'not_reached' || about === 'question' ? about : 'unanswered';
}

function textIn(value: unknown, key: string): string | undefined {
  const text: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof text === 'string' ? text : undefined;
}
