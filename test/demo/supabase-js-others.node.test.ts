import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { SupabaseClient } from '@supabase/supabase-js';
import { clientOf, methodsOf } from './supabase-js.js';
import { type DemoServer, startTestServer } from './support.js';

interface Answer {
  readonly data: unknown;
  readonly error: { readonly status?: number; readonly context?: Response; readonly message: string } | null;
}

/** What the demo does not offer. Each call has to be answered with a status and in words. */
const refused: Readonly<Record<string, (client: SupabaseClient) => Promise<unknown>>> = {
  signUp: ({ auth }) => auth.signUp({ email: 'guest@example.com', password: 'let me in please' }),
  signInAnonymously: ({ auth }) => auth.signInAnonymously(),
  signInWithIdToken: ({ auth }) => auth.signInWithIdToken({ provider: 'google', token: 'x' }),
  signInWithSSO: ({ auth }) => auth.signInWithSSO({ domain: 'example.com' }),
  verifyOtp: ({ auth }) => auth.verifyOtp({ email: 'guest@example.com', token: '123456', type: 'magiclink' }),
  exchangeCodeForSession: ({ auth }) => auth.exchangeCodeForSession('x'),
  'admin.listUsers': ({ auth }) => auth.admin.listUsers(),
  'storage.listBuckets': ({ storage }) => storage.listBuckets(),
  'storage.upload': ({ storage }) => storage.from('menu').upload('a.txt', 'hi'),
  'storage.download': ({ storage }) => storage.from('menu').download('a.txt'),
  'storage.createSignedUrl': ({ storage }) => storage.from('menu').createSignedUrl('a.txt', 60),
  'functions.invoke': ({ functions }) => functions.invoke('nothing-of-this-name'),
};

/** Calls of `auth` that are about accounts which the demo does not have, or that ask no server. */
const noCallsOfOurs = [
  ...[
    'dispose',
    'fetch',
    'fetchJwk',
    'initialize',
    'isThrowOnErrorEnabled',
    'logger',
    'startAutoRefresh',
    'stopAutoRefresh',
  ],
  ...['linkIdentity', 'linkIdentityIdToken', 'linkIdentityOAuth', 'unlinkIdentity', 'registerPasskey'],
  ...['signInWithEthereum', 'signInWithSolana', 'signInWithWeb3', 'signInWithPasskey'],
];
/** Calls that go by e-mail: the demo writes the message to its log. */
const byEmail = ['reauthenticate', 'resend', 'resetPasswordForEmail', 'signInWithOtp'];
const inTheseTests = [
  ...['getClaims', 'getSession', 'getUser', 'getUserIdentities', 'onAuthStateChange', 'refreshSession', 'setSession'],
  ...['signInWithOAuth', 'signInWithPassword', 'signOut', 'updateUser'],
];

describe('the accounts of supabase-js, as documented, against the demo server', () => {
  let server: DemoServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());

  it('covers every method of auth', () => {
    const covered = [...noCallsOfOurs, ...byEmail, ...inTheseTests, ...Object.keys(refused)];
    assert.deepEqual(
      methodsOf(clientOf(server).auth).filter((name) => !covered.includes(name)),
      [],
    );
  });

  for (const [name, call] of Object.entries(refused)) {
    it(`answers ${name}, which the demo does not offer`, async () => {
      const { error } = (await call(clientOf(server))) as Answer;
      assert.ok(error);
      const { status = error.context?.status ?? 0, message } = error;
      assert.ok(status >= 400 && status < 500, `status ${status}`);
      assert.match(message, /[a-z]+[ _][a-z]+/);
      if (name.startsWith('storage')) assert.match(message, /no Storage/);
    });
  }

  it('signs staff in, renews the session, and ends it', async () => {
    const { auth } = clientOf(server);
    const events: string[] = [];
    const { data: listening } = auth.onAuthStateChange((event) => events.push(event));
    const { data: signedIn, error } = await auth.signInWithPassword(server.staff);
    assert.equal(error, null);
    assert.equal(signedIn.user?.email, server.staff.email);
    const { data: own } = await auth.getUser();
    assert.equal(own.user?.id, signedIn.user?.id);
    const { data: claims } = await auth.getClaims();
    assert.deepEqual([claims?.claims.role, claims?.claims.sub], ['authenticated', signedIn.user?.id]);
    const { data: renewed } = await auth.refreshSession();
    assert.ok(renewed.session && renewed.session.refresh_token !== signedIn.session?.refresh_token);
    // Everybody knows the demo's account, so the server may refuse to change it.
    const { data: changed, error: refusal } = await auth.updateUser({ data: { nick: 'Chef' } });
    assert.ok(
      changed.user?.user_metadata.nick === 'Chef' ||
        refusal?.status === 422 ||
        refusal?.status === 403 ||
        refusal?.status === 400,
    );
    assert.ok((await auth.getUserIdentities()).data);
    assert.equal((await auth.signOut()).error, null);
    assert.equal((await auth.getSession()).data.session, null);
    listening.subscription.unsubscribe();
    assert.equal((await auth.refreshSession(renewed.session)).error?.code, 'refresh_token_not_found');
    assert.deepEqual(
      events.filter((event) => event !== 'INITIAL_SESSION' && event !== 'USER_UPDATED'),
      ['SIGNED_IN', 'TOKEN_REFRESHED', 'SIGNED_OUT'],
    );
  });

  it('hands a session on to another client', async () => {
    const { data } = await clientOf(server).auth.signInWithPassword(server.staff);
    assert.ok(data.session);
    const other = clientOf(server);
    assert.equal((await other.auth.setSession(data.session)).error, null);
    assert.equal((await other.from('restaurants').select('id')).data?.length, 1);
  });

  it('tells a wrong password from nothing else', async () => {
    for (const email of [server.staff.email, 'nobody@example.com']) {
      const { error } = await clientOf(server).auth.signInWithPassword({ email, password: 'wrong' });
      assert.deepEqual([error?.status, error?.code], [400, 'invalid_credentials']);
    }
  });

  it('gives the address of a provider without asking it', async () => {
    const { data } = await clientOf(server).auth.signInWithOAuth({
      provider: 'github',
      options: { skipBrowserRedirect: true },
    });
    assert.ok(data.url?.startsWith(`${server.url}/auth/v1/authorize`));
  });

  it('takes the token of an accessToken option for queries', async () => {
    const guest = clientOf(server, { accessToken: async () => 'not a token' });
    assert.deepEqual((await guest.from('orders').select('id')).status, 401);
  });

  it('answers calls of Storage and GraphQL to pages of other origins, so that they can read why', async () => {
    for (const path of ['/storage/v1/bucket', '/storage/v1/object/menu/a.txt', '/graphql/v1']) {
      const preflight = await fetch(server.url + path, {
        method: 'OPTIONS',
        headers: {
          Origin: 'https://a.example',
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'apikey',
        },
      });
      assert.equal(preflight.headers.get('access-control-allow-origin'), '*', path);
      const answer = await fetch(server.url + path, { method: 'POST', headers: { Origin: 'https://a.example' } });
      assert.deepEqual([answer.status, answer.headers.get('access-control-allow-origin')], [404, '*'], path);
      assert.match(answer.headers.get('content-type') ?? '', /json/);
    }
  });
});
