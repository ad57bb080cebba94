import type { Handler } from '../../supabase/functions/_shared/endpoint.js';
import type { ReadSetting } from '../../supabase/functions/_shared/hosted-project.js';
import type { KitDatabase } from '../../supabase/functions/_shared/kit-database.js';
import {
  createDeliveryReports,
  kitReportStore,
  smsReaders,
} from '../../supabase/functions/_shared/notify/delivery-reports.js';
import { mailReaders } from '../../supabase/functions/_shared/notify/mail/mail-readers.js';
import type { MessageSecret } from '../../supabase/functions/_shared/notify/message-secret.js';
import { answerBySms } from '../../supabase/functions/_shared/notify/sms/answer-by-sms.js';

export interface ReportHostServices {
  readonly database: KitDatabase;
  readonly secret: Pick<MessageSecret, 'addressHash'>;
  /** Environment variables. */
  readonly read: ReadSetting;
  readonly now: () => number;
}

/**
 * The Edge Function `delivery-reports` in this process, for `/functions/v1/delivery-reports/<vendor>`. Vendors without
 * settings are answered 404. Throws `NotSetUp` if a vendor of SMS is half set up.
 */
export function deliveryReports({ database, secret, read, now }: ReportHostServices): Handler {
  const services = { fetch, now };
  return createDeliveryReports({
    ...services,
    readers: [...smsReaders, ...mailReaders],
    read,
    store: kitReportStore(database),
    addressHash: secret.addressHash,
    answer: answerBySms(read, services),
  });
}
