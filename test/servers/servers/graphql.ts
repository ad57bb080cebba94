import type { OrderTrackerOptions } from '../../../src/tracker/options.js';
import graphqlWs from '../../../src/transports/servers/graphql-ws.js';
import { type PlacedOrder, post, type RealServer } from '../real-server.js';

const options = (port: number): OrderTrackerOptions => ({
  ...graphqlWs,
  websocketUrl: `ws://127.0.0.1:${port}/graphql`,
});

const refusals: RealServer['refusals'] = {
  'a query that it refuses': {
    options: (port) => ({ ...options(port), websocketChannel: 'subscription { nothing }' }),
    says: /refused the subscription: .*nothing/,
  },
  'an order that it hides': {
    options: (port) => ({ ...options(port), websocketChannel: 'subscription { order(id: "B2") { id status } }' }),
    says: /refused the subscription: Forbidden/,
  },
};

const changeByMutation = (port: number, { status, version }: PlacedOrder) =>
  post(`http://127.0.0.1:${port}/graphql`, {
    query: `mutation { change(status: "${status}", version: ${version}) }`,
  });

const query = encodeURIComponent('subscription ($id: ID!) { order(id: $id) { id status version } }');
const stream = (port: number, wanted = query): OrderTrackerOptions => ({
  eventsUrl: `http://127.0.0.1:${port}/graphql?query=${wanted}&variables=%7B%22id%22%3A%22{id}%22%7D`,
  fieldMap: { root: 'data.order' },
});

export const graphqlServers: readonly RealServer[] = [
  {
    name: 'graphql-ws',
    npm: { packages: ['graphql-ws@6', 'graphql@16', 'ws@8'] },
    copies: ['graphql-ws.mjs'],
    command: ({ packages }) => [process.execPath, `${packages}/graphql-ws.mjs`],
    options,
    publish: async (_, order, child) => child.stdin?.write(`${JSON.stringify(order)}\n`),
    refusals,
  },
  {
    name: 'Mercurius',
    npm: { packages: ['mercurius@16', 'fastify@5', 'graphql@16'] },
    copies: ['mercurius.mjs'],
    command: ({ packages }) => [process.execPath, `${packages}/mercurius.mjs`],
    options,
    publish: changeByMutation,
    refusals: {
      ...refusals,
      'a token that it refuses': {
        options: (port) => ({ ...options(port), accessToken: 'wrong' }),
        says: /refused the subscription: Forbidden/,
      },
    },
  },
  {
    name: 'GraphQL Yoga, as an event stream',
    npm: { packages: ['graphql-yoga@5', 'graphql@16'] },
    copies: ['yoga.mjs'],
    command: ({ packages }) => [process.execPath, `${packages}/yoga.mjs`],
    options: stream,
    publish: changeByMutation,
    refusals: {
      'a query that it refuses': {
        options: (port) => stream(port, encodeURIComponent('subscription { nothing }')),
        says: /reports an error: Cannot query field .*nothing/,
      },
      'an order that it hides': {
        options: (port) => stream(port, encodeURIComponent('subscription { order(id: "B2") { id status } }')),
        // Yoga masks what a resolver throws.
        says: /was never live.*The server answered 500/,
        within: 17,
      },
    },
  },
];
