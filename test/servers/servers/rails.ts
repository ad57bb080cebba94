import type { OrderTrackerOptions } from '../../../src/tracker/options.js';
import actioncable from '../../../src/transports/servers/actioncable.js';
import { post, type RealServer } from '../real-server.js';

const options = (port: number): OrderTrackerOptions => ({
  ...actioncable,
  websocketUrl: `ws://127.0.0.1:${port}/cable`,
});

export const actionCable: RealServer = {
  name: 'ActionCable',
  debian: ['ruby-actioncable', 'puma'],
  copies: ['actioncable.ru'],
  command: ({ folder, port }) => ['/usr/bin/puma', '-b', `tcp://127.0.0.1:${port}`, `${folder}/actioncable.ru`],
  options,
  publish: (port, order) => post(`http://127.0.0.1:${port}/publish`, order),
  refusals: {
    'a channel that refuses': {
      options: (port) => ({ ...options(port), websocketChannel: 'RefusingChannel' }),
      says: /refused the subscription: reject_subscription/,
    },
    'a channel that does not exist': {
      options: (port) => ({ ...options(port), websocketChannel: 'NoChannel' }),
      says: /the server did not confirm in time/,
      within: 17,
    },
  },
};
