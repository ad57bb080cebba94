import type { Recording } from './recording.js';

/** A private channel that says when its messages flow. Recorded from Supabase Realtime 2.129.8 (e4_replay). */
export const privateReplicationReady: Recording = {
  topic: 'realtime:order:11111111-1111-4111-8111-111111111111',
  joinRef: '6',
  config: {
    broadcast: { replay: { since: 1795348692557, limit: 25 }, replication_ready: true },
    presence: { key: '', enabled: false },
    postgres_changes: [],
    private: true,
  },
  frames: [
    {
      text: '["6","6","realtime:order:11111111-1111-4111-8111-111111111111","phx_reply",{"status":"ok","response":{"postgres_changes":[]}}]',
    },
    {
      text: '["6",null,"realtime:order:11111111-1111-4111-8111-111111111111","broadcast",{"event":"status","meta":{"id":"d13c873e-63cb-456a-a454-40adc2c32e37","replayed":true},"payload":{"before":"join","id":"d13c873e-63cb-456a-a454-40adc2c32e37","n":1},"type":"broadcast"}]',
    },
    {
      text: '["6",null,"realtime:order:11111111-1111-4111-8111-111111111111","broadcast",{"event":"status","meta":{"id":"8955d96f-80a6-4ca6-8640-f6306c38b080","replayed":true},"payload":{"before":"join","id":"8955d96f-80a6-4ca6-8640-f6306c38b080","n":2},"type":"broadcast"}]',
    },
    {
      text: '["6",null,"realtime:order:11111111-1111-4111-8111-111111111111","broadcast",{"event":"status","meta":{"id":"549144b4-47d0-4399-985a-72c91cfc4d38","replayed":true},"payload":{"before":"join","id":"549144b4-47d0-4399-985a-72c91cfc4d38","n":3},"type":"broadcast"}]',
    },
    {
      text: '["6",null,"realtime:order:11111111-1111-4111-8111-111111111111","system",{"message":"Replication connection established","status":"ok","extension":"system","channel":"order:11111111-1111-4111-8111-111111111111"}]',
    },
    {
      base64:
        'BDMGLQFyZWFsdGltZTpvcmRlcjoxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTFzdGF0dXN7ImlkIjoiMjYyMDcwYjMtOTc4MC00ZjZkLThkOTctMmU0OTMwNzMwOGE3In17Im4iOiA0LCAiaWQiOiAiMjYyMDcwYjMtOTc4MC00ZjZkLThkOTctMmU0OTMwNzMwOGE3IiwgImFmdGVyIjogImpvaW4ifQ==',
    },
  ],
};
