/* A server of the package graphql-ws. It runs in the folder in which `run.ts` has installed it. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import {
  GraphQLError,
  GraphQLID,
  GraphQLInt,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import { useServer as serve } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

const waiting = new Set();
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  for (const tell of waiting) tell(JSON.parse(line));
});

async function* changes(id) {
  if (id !== 'A1') throw new GraphQLError('Forbidden');
  for (;;) {
    const order = await new Promise((resolve) => {
      waiting.add(resolve);
    });
    waiting.clear();
    yield { order };
  }
}

const Order = new GraphQLObjectType({
  name: 'Order',
  fields: { id: { type: GraphQLID }, status: { type: GraphQLString }, version: { type: GraphQLInt } },
});
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { order: { type: Order } } }),
  subscription: new GraphQLObjectType({
    name: 'Subscription',
    fields: {
      order: {
        type: Order,
        args: { id: { type: new GraphQLNonNull(GraphQLID) } },
        subscribe: (_, { id }) => changes(id),
      },
    },
  }),
});

const server = createServer();
serve({ schema }, new WebSocketServer({ server, path: '/graphql' }));
server.listen(Number(process.env.PORT), '127.0.0.1');
await once(server, 'listening');
process.stdout.write('ready\n');
