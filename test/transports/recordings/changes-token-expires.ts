import type { Recording } from './recording.js';

/** The token expires while changes arrive. Recorded from Supabase Realtime 2.129.8 (d2_expires_mid_connection). */
export const changesTokenExpires: Recording = {
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
      text: '[null,null,"realtime:orders-11111111","postgres_changes",{"data":{"table":"orders","type":"UPDATE","record":{"id": "11111111-1111-4111-8111-111111111111", "status": "preparing", "version": 61, "updated_at": "2026-11-22T11:56:31.163638+00:00", "restaurant_id": "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"},"columns":[{"name": "id", "type": "uuid"}, {"name": "restaurant_id", "type": "uuid"}, {"name": "status", "type": "text"}, {"name": "updated_at", "type": "timestamptz"}, {"name": "version", "type": "int8"}],"errors":null,"schema":"public","commit_timestamp":"2026-11-22T11:56:31.163Z","old_record":{"id": "11111111-1111-4111-8111-111111111111"}},"ids":[83263363]}]',
    },
    {
      text: '["6",null,"realtime:orders-11111111","system",{"message":"Token has expired 0 seconds ago","status":"error","extension":"system","channel":"orders-11111111"}]',
    },
    { text: '["6","6","realtime:orders-11111111","phx_close",{}]' },
  ],
};
