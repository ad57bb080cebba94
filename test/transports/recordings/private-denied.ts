import type { Recording } from './recording.js';

/** A private channel of another order. Recorded from Supabase Realtime 2.129.8 (e2_private_broadcast_denied). */
export const privateDenied: Recording = {
  topic: 'realtime:order:11111111-1111-4111-8111-111111111111',
  joinRef: '6',
  config: {
    broadcast: { ack: false, self: false },
    presence: { key: '', enabled: false },
    postgres_changes: [],
    private: true,
  },
  frames: [
    {
      text: '["6","6","realtime:order:11111111-1111-4111-8111-111111111111","phx_reply",{"status":"error","response":{"reason":"Unauthorized: You do not have permissions to read from this Channel topic: order:11111111-1111-4111-8111-111111111111"}}]',
    },
  ],
};
