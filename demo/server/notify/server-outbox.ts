import { renderMessage } from '../../../src/messages.js';
import type { ReadSetting } from '../../supabase/functions/_shared/hosted-project.js';
import type { KitDatabase } from '../../supabase/functions/_shared/kit-database.js';
import type { ContactServices } from '../../supabase/functions/_shared/notify/contacts.js';
import { channelsFrom } from '../../supabase/functions/_shared/notify/hosted-contacts.js';
import { messageSecret } from '../../supabase/functions/_shared/notify/message-secret.js';
import { renderJobs } from '../../supabase/functions/_shared/notify/render-job.js';
import { sendersFrom } from '../../supabase/functions/_shared/notify/senders.js';
import { createOutboxWorker } from '../../supabase/functions/_shared/notify/worker.js';
import type { Database } from '../database/database.js';
import { doubledChannels, doubleSenders } from './double-senders.js';
import { pushKeysOf } from './push-keys.js';
import type { SentMessages } from './sent-messages.js';
import { logWorkerNews, WorkerLoop } from './worker-loop.js';

export interface ServerOutboxServices {
  readonly database: Database;
  /** The same, as the functions call it. */
  readonly kit: KitDatabase;
  readonly messageSecret: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The address at which guests reach this server. */
  readonly origin: string;
  /** Where the demo shows what it would have sent. Absent in production: what has no vendor is not offered. */
  readonly sent: SentMessages | undefined;
  readonly read: ReadSetting;
}

export interface ServerOutbox {
  /** What guests are offered. */
  readonly channels: ContactServices['channels'];
  readonly loop: WorkerLoop;
}

/**
 * What this server tells guests with whose page is closed, by the settings of the senders. A demo without keys has doubles
 * in their place, and push keys of its own. Rejects with `NotSetUp`, which names the setting, if a vendor is half set up.
 */
export async function createServerOutbox(services: ServerOutboxServices): Promise<ServerOutbox> {
  const { database, kit, now, origin, sent } = services;
  const functions = `${origin}/functions/v1`;
  const own: Readonly<Record<string, string>> = {
    NOTIFY_URL: `${functions}/notify`,
    ...(sent && !services.read('NOTIFY_PUSH_PUBLIC_KEY') && (await pushKeysOf(database))),
  };
  const read: ReadSetting = (name) => services.read(name) || own[name];
  const senders = sendersFrom(read, { fetch, now });
  const worker = createOutboxWorker({
    database: kit,
    senders: sent ? doubleSenders(sent, senders) : senders,
    render: renderJobs({
      renderMessage,
      secret: messageSecret(services.messageSecret),
      withdrawUrl: `${origin}/w`,
      trackingPage: read('TRACKING_PAGE') || `${origin}/confirmation?order_id={id}`,
      now,
    }),
    name: 'server',
    onNews: logWorkerNews,
  });
  return {
    channels: { ...(sent && doubledChannels), ...channelsFrom(read) },
    loop: new WorkerLoop({ database, worker, now }),
  };
}
