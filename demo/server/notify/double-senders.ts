import type { Channel, Sender } from '../../supabase/functions/_shared/notify/sender.js';
import type { SentMessages } from './sent-messages.js';

/** What a message, or a segment of an SMS, costs by its double, in thousandths: a usual price, so that the ceiling can be watched. */
const costs: Readonly<Record<Channel, number>> = { push: 0, sms: 80, email: 1 };

/** What the doubles offer to guests. The page `/outbox` answers STOP in the guest's place. */
export const doubledChannels = { sms: { may_reply: true }, email: {} } as const;

/**
 * The senders of a demo without keys: they send nothing, and show on the page `/outbox` what a guest would have got.
 *
 * @param senders those that the settings configure; their channels need no double. A push is shown and also sent: the demo
 *   makes its own keys for that, and the browser's vendor is asked for nothing.
 */
export function doubleSenders(sent: SentMessages, senders: readonly Sender[] = []): readonly Sender[] {
  const channels = (['push', 'sms', 'email'] as const).map((channel) => {
    const real = senders.find((sender) => sender.channel === channel);
    if (real && channel !== 'push') return real;
    return real ? shown(sent, real) : doubleSender(sent, channel);
  });
  return channels;
}

function doubleSender(sent: SentMessages, channel: Channel): Sender {
  const name = `double-${channel}`;
  return {
    channel,
    name,
    isIdempotent: true,
    costOf: ({ segments = 1 }) => costs[channel] * segments,
    async send(message, signal) {
      if (signal.aborted) return { outcome: 'not-sent', reason: 'there was no time left' };
      const { vendorId } = sent.add(message, name);
      return { outcome: 'accepted', vendorId };
    },
  };
}

/** A sender whose messages are on the page as well. */
function shown(sent: SentMessages, sender: Sender): Sender {
  return {
    channel: sender.channel,
    name: sender.name,
    isIdempotent: sender.isIdempotent,
    costOf: (message) => sender.costOf(message),
    send(message, signal) {
      sent.add(message, sender.name);
      return sender.send(message, signal);
    },
  };
}
