// What vendors report of messages, and what guests reply: https://<project>.supabase.co/functions/v1/delivery-reports/<vendor>.
// demo/guides/sms.md lists the settings of each vendor.

import { hostedDatabase, needed, whenSetUp } from '../_shared/hosted-project.ts';
import { createDeliveryReports, kitReportStore, smsReaders } from '../_shared/notify/delivery-reports.ts';
import { mailReaders } from '../_shared/notify/mail/mail-readers.ts';
import { messageSecret } from '../_shared/notify/message-secret.ts';
import { answerBySms } from '../_shared/notify/sms/answer-by-sms.ts';

const setting = (name: string) => Deno.env.get(name);
const services = { fetch, now: Date.now };

const deliveryReports = whenSetUp('delivery-reports', () =>
  createDeliveryReports({
    ...services,
    readers: [...smsReaders, ...mailReaders],
    read: setting,
    store: kitReportStore(hostedDatabase(setting)),
    addressHash: messageSecret(needed(setting, 'MESSAGE_SECRET')).addressHash,
    answer: answerBySms(setting, services),
  }),
);

Deno.serve((request) => deliveryReports(request));
