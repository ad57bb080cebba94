import type { Recording } from './recording.js';

/** A cold server: joined, confirmed 1.75 s later, two updates. Recorded from Supabase Realtime 2.129.8 (a1_update_cold). */
export const changesColdJoin: Recording = {
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
      text: '[null,null,"realtime:orders-11111111","postgres_changes",{"data":{"table":"orders","type":"UPDATE","record":{"id": "11111111-1111-4111-8111-111111111111", "status": "preparing", "version": 6, "updated_at": "2026-11-22T11:52:50.971787+00:00", "restaurant_id": "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"},"columns":[{"name": "id", "type": "uuid"}, {"name": "restaurant_id", "type": "uuid"}, {"name": "status", "type": "text"}, {"name": "updated_at", "type": "timestamptz"}, {"name": "version", "type": "int8"}],"errors":null,"schema":"public","commit_timestamp":"2026-11-22T11:52:50.971Z","old_record":{"id": "11111111-1111-4111-8111-111111111111"}},"ids":[83263363]}]',
    },
    {
      text: '[null,null,"realtime:orders-11111111","postgres_changes",{"data":{"table":"orders","type":"UPDATE","record":{"id": "11111111-1111-4111-8111-111111111111", "status": "ready", "version": 7, "updated_at": "2026-11-22T11:52:51.673538+00:00", "restaurant_id": "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"},"columns":[{"name": "id", "type": "uuid"}, {"name": "restaurant_id", "type": "uuid"}, {"name": "status", "type": "text"}, {"name": "updated_at", "type": "timestamptz"}, {"name": "version", "type": "int8"}],"errors":null,"schema":"public","commit_timestamp":"2026-11-22T11:52:51.673Z","old_record":{"id": "11111111-1111-4111-8111-111111111111"}},"ids":[83263363]}]',
    },
    {
      text: '[null,null,"realtime:orders-11111111","postgres_changes",{"data":{"table":"orders","type":"UPDATE","record":{"id": "11111111-1111-4111-8111-111111111111", "status": "served", "version": 8, "updated_at": "2026-11-22T11:52:52.376521+00:00", "restaurant_id": "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"},"columns":[{"name": "id", "type": "uuid"}, {"name": "restaurant_id", "type": "uuid"}, {"name": "status", "type": "text"}, {"name": "updated_at", "type": "timestamptz"}, {"name": "version", "type": "int8"}],"errors":null,"schema":"public","commit_timestamp":"2026-11-22T11:52:52.376Z","old_record":{"id": "11111111-1111-4111-8111-111111111111"}},"ids":[83263363]}]',
    },
  ],
};
