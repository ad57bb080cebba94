import type { Recording } from './recording.js';

/** A filter that the table cannot have: joined, then refused. Recorded from Supabase Realtime 2.129.8 (h2_bad_filter_retry). */
export const changesBadFilter: Recording = {
  topic: 'realtime:h',
  joinRef: '6',
  config: {
    broadcast: { ack: false, self: false },
    presence: { key: '', enabled: false },
    postgres_changes: [{ event: 'UPDATE', schema: 'public', table: 'nope' }],
    private: false,
  },
  frames: [
    {
      text: '["6","6","realtime:h","phx_reply",{"status":"ok","response":{"postgres_changes":[{"id":48667861,"event":"UPDATE","schema":"public","table":"nope"}]}}]',
    },
    {
      text: '["6",null,"realtime:h","system",{"message":"Unable to subscribe to changes with given parameters. Please check Realtime is enabled for the given connect parameters: [event: UPDATE, schema: public, table: nope, filters: [], select: nil]","status":"error","extension":"postgres_changes","channel":"h"}]',
    },
  ],
};
