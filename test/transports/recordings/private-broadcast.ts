import type { Recording } from './recording.js';

/** A private channel: realtime.send, broadcast_changes, two sends at once, binary. Recorded from Supabase Realtime 2.129.8 (e1_private_broadcast_ok). */
export const privateBroadcast: Recording = {
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
      text: '["6","6","realtime:order:11111111-1111-4111-8111-111111111111","phx_reply",{"status":"ok","response":{"postgres_changes":[]}}]',
    },
    {
      base64:
        'BDMGLQFyZWFsdGltZTpvcmRlcjoxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTFzdGF0dXN7ImlkIjoiN2ZlMmY0MjctYWI3MS00YzNhLWE0MTYtNDc1MjA3ZWRmMjVjIn17ImlkIjogIjdmZTJmNDI3LWFiNzEtNGMzYS1hNDE2LTQ3NTIwN2VkZjI1YyIsICJzdGF0dXMiOiAicmVhZHkiLCAidmVyc2lvbiI6IDd9',
    },
    {
      base64:
        'BDMGLQFyZWFsdGltZTpvcmRlcjoxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTFVUERBVEV7ImlkIjoiYTY0Y2JkNjYtZDZmMi00MzE1LTg1ZTUtNjU0ODBmZGYyZTg1In17ImlkIjogImE2NGNiZDY2LWQ2ZjItNDMxNS04NWU1LTY1NDgwZmRmMmU4NSIsICJ0YWJsZSI6ICJvcmRlcnMiLCAicmVjb3JkIjogeyJpZCI6ICIxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTEiLCAic3RhdHVzIjogInByZXBhcmluZyIsICJ2ZXJzaW9uIjogMTQ5LCAidXBkYXRlZF9hdCI6ICIyMDI2LTExLTIyVDExOjU3OjQ1LjU3MjgzMSswMDowMCIsICJyZXN0YXVyYW50X2lkIjogImFhYWFhYWFhLWFhYWEtNGFhYS04YWFhLWFhYWFhYWFhYWFhYSJ9LCAic2NoZW1hIjogInB1YmxpYyIsICJvcGVyYXRpb24iOiAiVVBEQVRFIiwgIm9sZF9yZWNvcmQiOiB7ImlkIjogIjExMTExMTExLTExMTEtNDExMS04MTExLTExMTExMTExMTExMSIsICJzdGF0dXMiOiAicmVhZHkiLCAidmVyc2lvbiI6IDE0OCwgInVwZGF0ZWRfYXQiOiAiMjAyNi0xMS0yMlQxMTo1Nzo0MS4wNzU0ODUrMDA6MDAiLCAicmVzdGF1cmFudF9pZCI6ICJhYWFhYWFhYS1hYWFhLTRhYWEtOGFhYS1hYWFhYWFhYWFhYWEifX0=',
    },
    {
      base64:
        'BDMGLQFyZWFsdGltZTpvcmRlcjoxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTFzdGF0dXN7ImlkIjoiYzMxMmI3ODQtYzcwOC00MzI2LWIyMTYtNGUxOWEwOGZiMmQ3In17Im4iOiAxLCAiaWQiOiAiYzMxMmI3ODQtYzcwOC00MzI2LWIyMTYtNGUxOWEwOGZiMmQ3In0=',
    },
    {
      base64:
        'BDMGLQFyZWFsdGltZTpvcmRlcjoxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTFzdGF0dXN7ImlkIjoiOGY4MDFlMTQtMjg1Yi00NzY3LTgwODAtYWFhMWQwOTY4ZDQ3In17Im4iOiAyLCAiaWQiOiAiOGY4MDFlMTQtMjg1Yi00NzY3LTgwODAtYWFhMWQwOTY4ZDQ3In0=',
    },
    {
      base64:
        'BDMDLQByZWFsdGltZTpvcmRlcjoxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTFiaW57ImlkIjoiZjAyNGYyNGQtODM0YS00NzJkLWI4YTYtMjg4NDQ3MTM5YjA0In0BAgP/',
    },
  ],
};
