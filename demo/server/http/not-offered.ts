import { Hono } from 'hono';
import { cors } from 'hono/cors';

/** What a hosted project has beside REST, accounts and Realtime, and the demo has not. */
const missing: Readonly<Record<string, string>> = {
  '/storage/v1': 'The demo server has no Storage. A hosted project has it.',
  '/graphql/v1': 'The demo server has no GraphQL. A hosted project has it.',
};

/** Answers the calls of supabase-js that the demo does not offer: in words, and so that pages can read them. */
export function createNotOffered(): Hono {
  const routes = new Hono();
  for (const [path, message] of Object.entries(missing)) {
    for (const pattern of [path, `${path}/*`]) {
      routes.use(pattern, cors({ origin: '*', maxAge: 86_400 }));
      // The client of Storage takes its words from these keys.
      routes.all(pattern, (context) => context.json({ statusCode: '404', error: 'not_offered', message }, 404));
    }
  }
  return routes;
}
