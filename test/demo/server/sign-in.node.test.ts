import assert from 'node:assert/strict';
import { after, before, describe, it, mock } from 'node:test';
import { format } from 'node:util';
import { createClient } from '@supabase/supabase-js';
import { WebSocket } from 'ws';
import { createAuthApi } from '../../../demo/server/auth/auth-api.js';
import { SignInGuard } from '../../../demo/server/auth/sign-in-limits.js';
import { defaultLimits } from '../../../demo/server/limits.js';
import { createTokens } from '../../../demo/server/tokens.js';
import { type DemoServer, demoRestaurantId, startTestServer } from '../support.js';

const cook = { email: 'cook@example.com', password: 'a long password' };

describe('signing in', () => {
  let server: DemoServer;
  before(async () => {
    server = await startTestServer({ signInsPerAddress: { burst: 1000, perMinute: 1 }, signInRefusalDelay: 0 });
    await server.addStaff(cook, demoRestaurantId);
  });
  after(() => server.close());

  const client = () => {
    const { url, secrets } = server;
    return createClient(url, secrets.publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false },
      // Node 20 has no built-in WebSocket. The types of `ws` differ slightly from those of a browser.
      realtime: { transport: WebSocket as never },
    });
  };
  const auth = (path: string, body: unknown, token = server.secrets.publishableKey, method = 'POST') =>
    fetch(`${server.url}/auth/v1${path}`, {
      method,
      headers: { apikey: server.secrets.publishableKey, Authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
  const guess = (email: string, password = 'wrong') => auth('/token?grant_type=password', { email, password });

  it('works with the right password in any case of the e-mail, and the session can be renewed', async () => {
    const staff = client();
    const { data, error } = await staff.auth.signInWithPassword({ ...cook, email: 'Cook@Example.com' });
    assert.equal(error, null);
    assert.equal(data.user?.email, cook.email);
    const { data: renewed } = await staff.auth.refreshSession();
    assert.ok(renewed.session);
  });

  it('keeps guests’ reads out of the queue of guesses', async () => {
    const ends: string[] = [];
    const guesses = Array.from({ length: 8 }, (_, index) =>
      guess(`guess-${index}@example.com`).then(() => ends.push('guess')),
    );
    await Promise.all([...guesses, fetch(`${server.url}/readyz`).then(() => ends.push('read'))]);
    assert.ok(ends.indexOf('read') < 2, ends.join(', '));
  });

  it('asks whoever signs in to come back, where guesses come from everywhere at once', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => guess(`many-${index}@example.com`)));
    const refused = answers.filter(({ status }) => status === 429);
    assert.ok(refused.length > 0 && refused.length <= 20, `${refused.length}`);
    assert.equal(refused[0]?.headers.get('retry-after'), '3');
  });

  it('answers the same whether the e-mail is known or not', async () => {
    const [known, unknown] = [await guess(cook.email), await guess('nobody@example.com')];
    assert.equal(known.status, 400);
    assert.deepEqual([unknown.status, await unknown.text()], [known.status, await known.text()]);
  });

  it('limits guesses at one account from one address, and says when to try again', async () => {
    const email = 'guessed@example.com';
    const statuses: number[] = [];
    for (let times = 0; times < 12; times += 1) statuses.push((await guess(email)).status);
    assert.deepEqual(statuses.slice(0, 10), Array(10).fill(400));
    const refused = await guess(email);
    assert.equal(refused.status, 429);
    assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);
    assert.equal((await guess('Guessed@example.com ')).status, 429, 'other spellings are the same account');
  });

  it('goes on working where the account was used before, while somebody else guesses at it', async () => {
    assert.equal((await guess(cook.email, cook.password)).status, 200);
    for (let times = 0; times < 9; times += 1) await guess(cook.email);
    // This device has used up its own attempts as well now, and another account is not affected.
    assert.equal((await guess(server.staff.email, server.staff.password)).status, 200);
  });

  it('leaves the demo’s shared account as it is, whoever signs in to it', async () => {
    const visitor = client();
    const { data } = await visitor.auth.signInWithPassword(server.staff);
    const token = data.session?.access_token ?? '';
    for (const change of [{ password: 'mine from now on' }, { email: 'mine@example.com' }, { data: { name: 'x' } }]) {
      assert.equal((await auth('/user', change, token, 'PUT')).status, 403);
    }
    const other = client();
    await other.auth.signInWithPassword(server.staff);
    await visitor.auth.signOut({ scope: 'global' });
    assert.ok((await other.auth.refreshSession()).data.session, 'the other visitor stays signed in');
  });

  it('lets staff change their own password, and only that', async () => {
    await server.addStaff({ email: 'waiter@example.com', password: 'the first password' }, demoRestaurantId);
    const waiter = client();
    await waiter.auth.signInWithPassword({ email: 'waiter@example.com', password: 'the first password' });
    assert.match((await waiter.auth.updateUser({ password: 'short' })).error?.message ?? '', /10 to 200 characters/);
    assert.match((await waiter.auth.updateUser({ email: 'x@example.com' })).error?.message ?? '', /Only the password/);
    assert.equal((await waiter.auth.updateUser({ password: 'the second password' })).error, null);
    assert.equal((await guess('waiter@example.com', 'the first password')).status, 400);
    assert.equal((await guess('waiter@example.com', 'the second password')).status, 200);
  });

  it('sends no codes and prints none: there is no other way in', async () => {
    const printed: string[] = [];
    for (const method of ['log', 'info', 'warn', 'error'] as const) {
      mock.method(console, method, (...words: unknown[]) => printed.push(format(...words)));
    }
    const body = { email: cook.email, type: 'recovery', token: '123456' };
    for (const path of ['/otp', '/magiclink', '/recover', '/resend', '/verify', '/signup', '/invite', '/admin/users']) {
      const { status } = await auth(path, body);
      assert.ok(status === 422 || status === 404, `${path}: ${status}`);
    }
    for (const path of ['/verify', '/reauthenticate', '/authorize', '/callback', '/admin/users']) {
      assert.ok([404, 422].includes((await fetch(`${server.url}/auth/v1${path}`)).status), path);
    }
    mock.restoreAll();
    assert.deepEqual(printed, []);
  });

  it('refuses what is no e-mail and password', async () => {
    for (const body of [
      null,
      [],
      {},
      { email: 1, password: 'x' },
      { email: 'x@example.com', password: 'x'.repeat(201) },
    ]) {
      assert.equal((await auth('/token?grant_type=password', body)).status, 400, JSON.stringify(body));
    }
    assert.equal((await auth('/token?grant_type=pkce', {})).status, 400);
  });
});

describe('a refused sign-in', () => {
  it('takes a while, however soon the refusal is there; a sign-in does not', async () => {
    const milliseconds = async (lite: Response) => {
      const api = createAuthApi({
        lite: async () => lite,
        tokens: createTokens('a secret of the test, which is long enough', Date.now),
        stretch: async () => 'stretched',
        limits: { ...defaultLimits, signInRefusalDelay: 500 },
        now: Date.now,
        sharedAccounts: [],
      });
      // Timers of a busy process may fire some milliseconds early by this clock.
      const began = performance.now();
      const body = JSON.stringify(cook);
      await api(new Request('http://localhost/auth/v1/token?grant_type=password', { method: 'POST', body }), '::1');
      return performance.now() - began;
    };
    assert.ok((await milliseconds(Response.json({}, { status: 400 }))) >= 450);
    assert.ok((await milliseconds(Response.json({}))) < 450);
  });
});

describe('guesses at an account', () => {
  const email = 'owner@example.com';
  let time = 0;
  const guardOf = () => new SignInGuard(defaultLimits, () => time);
  const guesses = (guard: SignInGuard, address: string, times: number, at = email) =>
    Array.from({ length: times }, () => guard.attempt(at, address)).filter((limited) => limited !== undefined).length;

  it('from one address, however many, do not lock its owner out from another one', () => {
    const guard = guardOf();
    assert.equal(guesses(guard, '203.0.113.1', 1000), 990);
    assert.equal(guard.attempt(email, '198.51.100.7'), undefined);
    for (let minutes = 0; minutes < 60; minutes += 1) {
      time += 60_000;
      assert.equal(guesses(guard, '203.0.113.1', 100), 95);
      assert.equal(guard.attempt(email, '198.51.100.7'), undefined, `after ${minutes} minutes`);
    }
  });

  it('from very many addresses are limited together, except for an address that the account was used at', () => {
    const guard = guardOf();
    guard.succeeded(email, '198.51.100.7');
    const addresses = Array.from({ length: 200 }, (_, index) => `203.0.113.${index}`);
    assert.equal(addresses.filter((address) => guard.attempt(email, address)).length, 100);
    assert.equal(guard.attempt(email, '198.51.100.7'), undefined);
    assert.equal(guard.attempt('other@example.com', '198.51.100.8'), undefined);
  });

  it('are not what right passwords count as: all tablets of a restaurant sign in from one address', () => {
    const guard = guardOf();
    for (let tablets = 0; tablets < 15; tablets += 1) {
      assert.equal(guard.attempt(email, '198.51.100.7'), undefined, `tablet ${tablets}`);
      guard.succeeded(email, '198.51.100.7');
    }
    time += 60_000;
    assert.equal(guesses(guard, '198.51.100.7', 12), 2);
  });

  it('from one address at many accounts are limited as well', () => {
    const guard = guardOf();
    const refused = Array.from({ length: 50 }, (_, index) => guard.attempt(`${index}@example.com`, '203.0.113.1'));
    assert.equal(refused.filter(Boolean).length, 30);
  });
});
