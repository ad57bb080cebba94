/* Mercurius, with its own subscriptions. It runs where its packages are installed. */
import fastify from 'fastify';
import mercurius from 'mercurius';

const app = fastify();
app.register(mercurius, {
  schema: `
    type Order { id: ID status: String version: Int }
    type Query { order: Order }
    type Mutation { change(status: String, version: Int): Boolean }
    type Subscription { order(id: ID!): Order }`,
  resolvers: {
    Mutation: {
      async change(_, change, { pubsub }) {
        await pubsub.publish({ topic: 'A1', payload: { order: { id: 'A1', ...change } } });
        return true;
      },
    },
    Subscription: {
      order: {
        subscribe(_, { id }, { pubsub }) {
          if (id !== 'A1') throw new Error('Forbidden');
          return pubsub.subscribe(id);
        },
      },
    },
  },
  subscription: { onConnect: ({ payload }) => payload?.Authorization !== 'Bearer wrong' },
});
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
