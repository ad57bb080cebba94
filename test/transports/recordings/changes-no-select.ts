import type { Recording } from './recording.js';

/** The role may not read the table: the change comes without its row. Recorded from Supabase Realtime 2.129.8 (b3_no_select_privilege_401). */
export const changesNoSelect: Recording = {
  topic: 'realtime:orders-11111111',
  joinRef: '6',
  config: {
    broadcast: { ack: false, self: false },
    presence: { key: '', enabled: false },
    postgres_changes: [
      { event: 'UPDATE', schema: 'public', table: 'orders', filter: 'id=eq.11111111-1111-4111-8111-111111111111' },
    ],
    private: false,
  },
  frames: [
    {
      text: '["6","6","realtime:orders-11111111","phx_reply",{"status":"ok","response":{"postgres_changes":[{"id":83263363,"event":"UPDATE","filter":"id=eq.11111111-1111-4111-8111-111111111111","schema":"public","table":"orders"}]}}]',
    },
    {
      text: '["6",null,"realtime:orders-11111111","system",{"message":"Subscribed to PostgreSQL","status":"ok","extension":"postgres_changes","channel":"orders-11111111"}]',
    },
    {
      text: '[null,null,"realtime:orders-11111111","postgres_changes",{"data":{"table":"orders","type":"UPDATE","record":{},"columns":[],"errors":["Error 401: Unauthorized"],"schema":"public","commit_timestamp":null,"old_record":{}},"ids":[83263363]}]',
    },
  ],
};
