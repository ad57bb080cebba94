import postgres from 'postgres';

/**
 * The URL of a new, empty database on the server of `TEST_POSTGRES`; `undefined` without one: then the tests of the demo
 * run on PGlite. `npm run deploy-check` sets it.
 */
export async function newTestDatabase(): Promise<string | undefined> {
  const server = process.env.TEST_POSTGRES;
  if (!server) return undefined;
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  const sql = postgres(server, { max: 1 });
  await sql.unsafe(`create database ${name}`);
  await sql.end();
  return Object.assign(new URL(server), { pathname: `/${name}` }).href;
}
