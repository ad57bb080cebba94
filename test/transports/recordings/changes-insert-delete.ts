import type { Recording } from './recording.js';

/** An order is made, changed and deleted. Recorded from Supabase Realtime 2.129.8 (a5_all_events_insert_delete). */
export const changesInsertDelete: Recording = {
  topic: 'realtime:orders-33333333',
  joinRef: '6',
  config: {
    broadcast: { ack: false, self: false },
    presence: { key: '', enabled: false },
    postgres_changes: [
      { event: '*', schema: 'public', table: 'orders', filter: 'id=eq.33333333-3333-4333-8333-333333333333' },
    ],
    private: false,
  },
  frames: [
    {
      text: '["6","6","realtime:orders-33333333","phx_reply",{"status":"ok","response":{"postgres_changes":[{"id":101026229,"event":"*","filter":"id=eq.33333333-3333-4333-8333-333333333333","schema":"public","table":"orders"}]}}]',
    },
    {
      text: '["6",null,"realtime:orders-33333333","system",{"message":"Subscribed to PostgreSQL","status":"ok","extension":"postgres_changes","channel":"orders-33333333"}]',
    },
    {
      text: '[null,null,"realtime:orders-33333333","postgres_changes",{"data":{"table":"orders","type":"INSERT","record":{"id": "33333333-3333-4333-8333-333333333333", "status": "pending", "version": 1, "updated_at": "2026-11-22T11:53:15.366429+00:00", "restaurant_id": "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"},"columns":[{"name": "id", "type": "uuid"}, {"name": "restaurant_id", "type": "uuid"}, {"name": "status", "type": "text"}, {"name": "updated_at", "type": "timestamptz"}, {"name": "version", "type": "int8"}],"errors":null,"schema":"public","commit_timestamp":"2026-11-22T11:53:15.366Z"},"ids":[101026229]}]',
    },
    {
      text: '[null,null,"realtime:orders-33333333","postgres_changes",{"data":{"table":"orders","type":"UPDATE","record":{"id": "33333333-3333-4333-8333-333333333333", "status": "cancelled", "version": 2, "updated_at": "2026-11-22T11:53:16.268699+00:00", "restaurant_id": "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"},"columns":[{"name": "id", "type": "uuid"}, {"name": "restaurant_id", "type": "uuid"}, {"name": "status", "type": "text"}, {"name": "updated_at", "type": "timestamptz"}, {"name": "version", "type": "int8"}],"errors":null,"schema":"public","commit_timestamp":"2026-11-22T11:53:16.268Z","old_record":{"id": "33333333-3333-4333-8333-333333333333"}},"ids":[101026229]}]',
    },
    {
      text: '[null,null,"realtime:orders-33333333","postgres_changes",{"data":{"table":"orders","type":"DELETE","columns":[{"name": "id", "type": "uuid"}, {"name": "restaurant_id", "type": "uuid"}, {"name": "status", "type": "text"}, {"name": "updated_at", "type": "timestamptz"}, {"name": "version", "type": "int8"}],"errors":null,"schema":"public","commit_timestamp":"2026-11-22T11:53:17.173Z","old_record":{"id": "33333333-3333-4333-8333-333333333333"}},"ids":[101026229]}]',
    },
  ],
};
