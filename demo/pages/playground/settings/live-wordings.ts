const websocket = ['websocket'] as const;
const events = ['sse'] as const;

const servers = {
  '': 'None of these',
  actioncable: 'ActionCable, AnyCable',
  centrifugo: 'Centrifugo',
  directus: 'Directus',
  'graphql-ws': 'GraphQL',
  parse: 'Parse',
  phoenix: 'Phoenix',
  pocketbase: 'PocketBase',
  pusher: 'Pusher, Soketi, Reverb',
  signalr: 'SignalR',
} as const;

/** What the playground says of the attributes for connections that bring changes by themselves. */
export const liveWordings = {
  'websocket-url': {
    label: 'WebSocket',
    group: 'backEnd',
    backEnds: websocket,
    needed: true,
    example: 'wss://example.com/orders',
    hint: '{id} is replaced by the order’s id.',
  },
  'websocket-protocol': {
    label: 'It speaks',
    group: 'backEnd',
    backEnds: websocket,
    options: { 'order-status.v1': 'order-status.v1', plain: 'Plain JSON' },
  },
  'server-preset': {
    label: 'Server',
    group: 'backEnd',
    options: servers,
    hint: 'Speaks the protocol of a known server.',
  },
  'websocket-subprotocol': {
    label: 'Subprotocol that it wants',
    group: 'backEnd',
    backEnds: websocket,
    example: 'graphql-transport-ws',
    hint: 'For plain JSON only.',
  },
  'websocket-hello': {
    label: 'Messages to send on opening',
    group: 'backEnd',
    backEnds: websocket,
    example: '[{"subscribe":"{id}"}]',
    hint: 'For plain JSON only.',
  },
  'websocket-confirm': {
    label: 'What it says once the subscription stands',
    group: 'backEnd',
    backEnds: websocket,
    example: '{"type":"subscribed"}',
    hint: 'Without it, “Live” waits for the first message about the order.',
  },
  'websocket-refuse': {
    label: 'What it says when it refuses',
    group: 'backEnd',
    backEnds: websocket,
    example: '{"type":"error"}',
    hint: 'For plain JSON only.',
  },
  'websocket-channel': {
    label: 'Channel of the order',
    group: 'backEnd',
    backEnds: websocket,
    example: 'order.{id}',
    hint: 'Stands for {channel} in the messages.',
  },
  'websocket-heartbeat': {
    label: 'How to ask for a sign of life',
    group: 'backEnd',
    backEnds: websocket,
    example: '{"send":{"type":"ping"},"answer":{"type":"pong"}}',
    hint: 'For plain JSON only.',
  },
  'events-url': {
    label: 'Event stream',
    group: 'backEnd',
    backEnds: events,
    needed: true,
    example: 'https://example.com/orders/{id}/events',
    hint: '{id} is replaced by the order’s id.',
  },
  'events-hello': {
    label: 'What to send first',
    group: 'backEnd',
    backEnds: events,
    example: '{"after":"PB_CONNECT","send":{"clientId":"{clientId}","subscriptions":["orders/{id}"]}}',
    hint: 'For PocketBase.',
  },
} as const;
