import type { DeliveryJob } from '../../demo/supabase/functions/_shared/notify/outbox-database.js';
import type { Channel, Message, Sender, SendResult } from '../../demo/supabase/functions/_shared/notify/sender.js';
import {
  createOutboxWorker,
  type OutboxWorker,
  type OutboxWorkerOptions,
} from '../../demo/supabase/functions/_shared/notify/worker.js';

/** A vendor of the test: it notes what it sends, and answers as it was told. */
export class FakeSender implements Sender {
  readonly channel: Channel;
  readonly name: string;
  isIdempotent = false;
  cost = 0;
  /** What was sent, in its order. */
  readonly sent: Message[] = [];
  /** The next answers; afterwards `accepted`. A promise that never ends is a vendor that hangs. */
  answers: (SendResult | Promise<SendResult>)[] = [];

  constructor(channel: Channel) {
    this.channel = channel;
    this.name = `fake-${channel}`;
  }

  costOf(): number {
    return this.cost;
  }

  async send(message: Message): Promise<SendResult> {
    this.sent.push(message);
    return this.answers.shift() ?? { outcome: 'accepted', vendorId: `vendor-${message.id}` };
  }
}

/** The message without its words, which other tests look at. */
export function plainMessage(job: DeliveryJob): Message {
  return {
    id: job.id,
    kind: job.kind,
    orderId: job.orderId,
    to: job.to,
    language: job.language,
    direction: 'ltr',
    title: `${job.kind} ${job.detail.undone ? '(undone)' : ''}`.trim(),
    text: job.kind,
    link: 'https://restaurant.example/order',
    withdrawLink: 'https://restaurant.example/withdraw',
    expiresAt: job.expiresAt,
    isUrgent: job.matters,
  };
}

/** A worker with `run`, which sends until nothing is due. */
export interface TestWorker extends OutboxWorker {
  run(): Promise<void>;
}

export function createTestWorker(options: OutboxWorkerOptions): TestWorker {
  const worker = createOutboxWorker(options);
  return {
    ...worker,
    async run() {
      for (;;) {
        const { claimed, sent } = await worker.tick();
        await sent;
        if (claimed === 0) return;
      }
    },
  };
}
