/* GraphQL Yoga, with subscriptions as event streams. It runs where its packages are installed. */
import { createServer } from 'node:http';
import { createPubSub, createSchema, createYoga } from 'graphql-yoga';

const changes = createPubSub();
const schema = createSchema({
  typeDefs: `
    type Order { id: ID status: String version: Int }
    type Query { order: Order }
    type Mutation { change(status: String, version: Int): Boolean }
    type Subscription { order(id: ID!): Order }`,
  resolvers: {
    Mutation: {
      change(_, change) {
        changes.publish('A1', { id: 'A1', ...change });
        return true;
      },
    },
    Subscription: {
      order: {
        subscribe(_, { id }) {
          if (id !== 'A1') throw new Error('Forbidden');
          return changes.subscribe(id);
        },
        resolve: (order) => order,
      },
    },
  },
});
createServer(createYoga({ schema, logging: false })).listen(Number(process.env.PORT), '127.0.0.1');
