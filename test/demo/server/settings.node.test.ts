import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { isExpected } from '../../../demo/server/expected-errors.js';
import { listen } from '../../../demo/server/listen.js';
import { ProductionRefused } from '../../../demo/server/production.js';
import { startDemoServer } from '../../../demo/server/server.js';
import { readSettings, UsageError } from '../../../demo/server/settings.js';
import { startMain } from './processes.js';

const own = { PUBLIC_ORIGIN: 'https://orders.example.com', RESTAURANT_NAME: 'Da Vinci' };

describe('a wrong setting', () => {
  const refused: readonly (readonly [env: NodeJS.ProcessEnv, sentence: RegExp])[] = [
    [{ PORT: 'eighty' }, /^PORT must be a whole number from 0 to 65535\.$/],
    [{ PORT: '8080.5' }, /^PORT must be/],
    [{ PORT: '70000' }, /^PORT must be/],
    [{ PORT: '-1' }, /^PORT must be/],
    [{ PORT: '1e3' }, /^PORT must be/],
    [{ METRICS_PORT: 'x' }, /^METRICS_PORT must be/],
    [{ TRUSTED_PROXIES: 'my-proxy' }, /^TRUSTED_PROXIES must be addresses or ranges/],
    [{ HOST: '203.0.113.7' }, /^HOST=203\.0\.113\.7 is not an address of this computer\. Use 127\.0\.0\.1/],
    [{ HOST: 'no such host' }, /^HOST=no such host is not a known name or address\./],
    [{ HOST: '300.1.1.1' }, /^HOST=300\.1\.1\.1 is not a known name or address\./],
    [{ DATABASE_URL: 'mysql://localhost/x' }, /^DATABASE_URL must begin with postgres:\/\//],
    [
      { DATABASE_URL: 'postgres://127.0.0.1:9/x' },
      /^The database of DATABASE_URL cannot be reached, or refuses this user\./,
    ],
    [{ DATABASE_URL: 'postgres://kitchen:50%off@localhost/x' }, /^DATABASE_URL cannot be read\. .* % as %25/],
    [{ DATABASE_URL: 'postgres://kitchen:a/b@localhost/x' }, /^DATABASE_URL cannot be read\. .* \/ as %2F/],
    [{ PRODUCTION: '1' }, /^Production needs PUBLIC_ORIGIN/],
    [{ PRODUCTION: 'true', ...own }, /^PRODUCTION is 1, or it is left out for the demo; it is "true"\.$/],
    [{ PRODUCTION: 'yes' }, /^PRODUCTION is 1/],
    [{ PRODUCTION: '0', RELAY_SQUARE_SECRET: 'key' }, /^RELAY_SQUARE_SECRET is set, but/],
    [
      { ...own, ORDER_KEY: `order_key_${'a'.repeat(32)}` },
      /^ORDER_KEY is set, but without PRODUCTION=1 this is the demo/,
    ],
  ];
  for (const [env, sentence] of refused) {
    it(`is refused in one sentence: ${JSON.stringify(env)}`, async () => {
      const start = async () => {
        const server = await startDemoServer({ ...readSettings([], { PORT: '0', ...env }), metrics: undefined });
        // Only a server that should not have started: it would keep this process.
        await server.close();
      };
      await assert.rejects(start, (error: Error) => {
        assert.match(error.message, sentence);
        assert.ok(isExpected(error), error.name);
        return true;
      });
    });
  }

  it('ends the server with 1 and that sentence alone', async () => {
    for (const env of [{ PORT: 'eighty' }, { HOST: '203.0.113.7' }]) {
      const { code, said } = await startMain([], env).ended();
      assert.equal(code, 1);
      assert.match(said, /^(PORT|HOST).*\.\n$/);
    }
  });

  it('names the port that another program uses, and warns of starting this server twice', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    await assert.rejects(startDemoServer({ port }), {
      name: 'PortUnusable',
      message: new RegExp(`^Port ${port} is used by another program. If that is this server already, stop it`),
    });
    other.close();
  });

  it('says what to do about a port that only root may open, and about other refusals', async () => {
    const sentences = {
      EACCES: /^Port 80 may not be opened by this user\. Choose one above 1023/,
      EIO: /^Port 80 of ::1 cannot be opened \(EIO\)\. Choose others with METRICS_PORT and METRICS_HOST/,
      EADDRNOTAVAIL: /^METRICS_HOST=::1 is not an address of this computer/,
      ENOTFOUND: /^METRICS_HOST=::1 is not a known name or address/,
    };
    for (const [code, sentence] of Object.entries(sentences)) {
      const refusing = new EventEmitter() as Server;
      refusing.listen = () => refusing;
      const opened = listen(refusing, 80, '::1', 'METRICS_PORT');
      refusing.emit('error', Object.assign(new Error(), { code }));
      await assert.rejects(opened, { name: 'PortUnusable', message: sentence });
    }
  });

  it('is told with all flags and commands where a word is unknown', () => {
    for (const words of [
      ['--bogus'],
      ['dance'],
      ['add-staff'],
      ['add-staff', 'nobody'],
      ['board-link', 'x'],
      ['--data'],
    ]) {
      assert.throws(() => readSettings(words, {}), UsageError, words.join(' '));
    }
  });

  it('is two databases at once, or a command without one', () => {
    assert.throws(
      () => readSettings(['--data', 'x'], { DATABASE_URL: 'postgres://localhost/x' }),
      /give one of the two/,
    );
    assert.throws(() => readSettings(['board-link'], {}), /board-link needs the database of the server/);
  });

  it('is a secret’s file that cannot be read', () => {
    assert.throws(
      () => readSettings(['--production', '--data', 'x'], { ...own, ORDER_KEY_FILE: '/nowhere/key' }),
      /ORDER_KEY_FILE names a file that cannot be read: \/nowhere\/key/,
    );
  });
});

describe('production', () => {
  it('takes an explicit origin, a name and a database that stays', () => {
    const { production } = readSettings(['--production', '--data', 'x'], own);
    assert.equal(production?.publicOrigin, 'https://orders.example.com');
    assert.equal(readSettings(['--data', 'x'], own).production, undefined);
  });

  it('does not start with a setting that is missing or unsafe', () => {
    const refused: readonly (readonly [env: NodeJS.ProcessEnv, told: string])[] = [
      ...[
        '',
        'https://orders.example.com/orders',
        'http://orders.example.com',
        'orders.example.com',
        'ftp://a.example',
      ].map((origin) => [{ PUBLIC_ORIGIN: origin }, 'Production needs PUBLIC_ORIGIN'] as const),
      [{ RESTAURANT_NAME: ' ' }, 'Production needs RESTAURANT_NAME'],
      [{ RESTAURANT_NAME: 'x'.repeat(121) }, 'Production needs RESTAURANT_NAME'],
      [{ ORDER_KEY: 'order_key_short' }, 'ORDER_KEY must be order_key_ and at least 32'],
      [{ ORDER_KEY: 'a-key-of-the-till-of-32-characters-or-more' }, 'ORDER_KEY must be order_key_'],
      [{ ORDER_KEY: 'order_key_with blanks that nobody can send' }, 'ORDER_KEY must be order_key_'],
      [{ ORDERS_KEY: 'a-key-of-the-till-of-32-characters-or-more' }, 'ORDERS_KEY is now ORDER_KEY'],
      [{ PAYMENT_WEBHOOK_SECRET: 'whsec_short' }, 'PAYMENT_WEBHOOK_SECRET must be whsec_'],
    ];
    for (const [env, told] of refused) {
      assert.throws(
        () => readSettings(['--production', '--data', 'x'], { ...own, ...env }),
        (error) => error instanceof ProductionRefused && error.message.includes(told),
        JSON.stringify(env),
      );
    }
    assert.throws(() => readSettings(['--production'], own), /Production needs a database that stays/);
  });
});
