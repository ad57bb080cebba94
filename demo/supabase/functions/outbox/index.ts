// Sends what the outbox has: https://<project>.supabase.co/functions/v1/outbox. send-notifications.sql lets the database call
// it; demo/guides/notifications.md says how, and lists the settings. `npm run build` writes messages.js, which deno.json names.

import { renderMessage } from 'order-status-tracker/messages';
import { hostedDatabase, needed, whenSetUp } from '../_shared/hosted-project.ts';
import { hostedMessageSecret } from '../_shared/notify/hosted-message-secret.ts';
import { createOutbox } from '../_shared/notify/outbox.ts';
import { renderJobs } from '../_shared/notify/render-job.ts';
import { sendersFrom } from '../_shared/notify/senders.ts';
import { createOutboxWorker } from '../_shared/notify/worker.ts';

const setting = (name: string) => Deno.env.get(name);
const now = Date.now;

const outbox = whenSetUp('outbox', () =>
  createOutbox({
    secret: needed(setting, 'OUTBOX_SECRET'),
    now,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    worker: createOutboxWorker({
      database: hostedDatabase(setting),
      senders: sendersFrom(setting, { fetch, now }),
      render: renderJobs({
        renderMessage,
        secret: hostedMessageSecret(setting),
        withdrawUrl: `${needed(setting, 'SUPABASE_URL')}/functions/v1/withdraw`,
        withdrawPage: setting('WITHDRAW_PAGE')?.trim() || undefined,
        trackingPage: setting('TRACKING_PAGE')?.trim() || undefined,
        now,
      }),
      onNews: (news) => console.warn(`outbox: ${JSON.stringify(news)}`),
    }),
  }),
);

Deno.serve((request) => outbox(request));
