import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import webPushOfNpm from 'web-push';
import { projectPath } from '../../demo/server/project-files.js';
import { encryptForPush } from '../../demo/supabase/functions/_shared/notify/push-encryption.js';
import { makeVapidKeys } from '../../demo/supabase/functions/_shared/notify/web-push.js';
import { denoProgram } from '../kit/deno.js';
import { PushBrowser } from './push-browser.js';
import { PushService } from './push-service.js';

/** RFC 8291, appendix A. */
const example = {
  text: 'When I grow up, I want to be a watermelon',
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  receiverPublic: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  receiverPrivate: 'q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94',
  senderPublic: 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8',
  senderPrivate: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  body: 'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
};

const utf8 = (text: string) => new Uint8Array(new TextEncoder().encode(text));
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));

async function exampleSender(): Promise<CryptoKeyPair> {
  const point = Buffer.from(example.senderPublic, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  assert.ok(x && y);
  const jwk = { kty: 'EC', crv: 'P-256', x, y };
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  return {
    publicKey: await crypto.subtle.importKey('jwk', jwk, curve, true, []),
    privateKey: await crypto.subtle.importKey('jwk', { ...jwk, d: example.senderPrivate }, curve, true, ['deriveBits']),
  };
}

describe('the encryption of a push', () => {
  it('makes of the example of RFC 8291 what the RFC prints', async () => {
    const randomness = { salt: bytes(example.salt), sender: await exampleSender() };
    const keys = { p256dh: example.receiverPublic, auth: example.auth };
    const body = await encryptForPush(utf8(example.text), keys, randomness);
    assert.equal(Buffer.from(body).toString('base64url'), example.body);
  });

  it('is read by the code of npm’s web-push, and what that makes by the browser of these tests', async () => {
    const { decrypt } = createRequire(createRequire(import.meta.url).resolve('web-push'))('http_ece') as {
      decrypt(body: Buffer, options: object): Buffer;
    };
    const { createECDH, randomBytes } = await import('node:crypto');
    const receiver = createECDH('prime256v1');
    receiver.generateKeys();
    const auth = randomBytes(16);
    const keys = { p256dh: receiver.getPublicKey('base64url'), auth: auth.toString('base64url') };
    for (const text of ['', 'a', 'Ihre Bestellung ist fertig 🍕', 'x'.repeat(3993)]) {
      const body = Buffer.from(await encryptForPush(utf8(text), keys));
      const options = { version: 'aes128gcm', privateKey: receiver, authSecret: auth.toString('base64url') };
      assert.equal(decrypt(body, options).toString(), text);
      const browser = new PushBrowser('https://push.example/1', { privateKey: receiver.getPrivateKey(), auth });
      assert.equal(browser.read(body), text);
      if (text === '') continue;
      const theirs = webPushOfNpm.generateRequestDetails(browser.address, text);
      assert.equal(browser.read(theirs.body as Buffer), text);
    }
  });

  it('refuses what is longer than a push service must take', async () => {
    const keys = { p256dh: example.receiverPublic, auth: example.auth };
    await assert.rejects(encryptForPush(new Uint8Array(3994), keys), RangeError);
  });

  it('is the same in Deno: a push that Deno sends is read by the browser', async () => {
    const service = await PushService.start();
    const browser = new PushBrowser(`${service.url}/wpush/deno`);
    const ended = await PushService.start();
    const nobody = ended.url;
    await ended.close();
    const cache = mkdtempSync(join(tmpdir(), 'push-deno-'));
    const { publicKey, privateKey } = await makeVapidKeys();
    const flags = ['--no-prompt', '--allow-env', '--allow-net=127.0.0.1', '--no-remote', '--cached-only'];
    const config = projectPath('demo', 'supabase', 'functions', 'orders', 'deno.json');
    const script = projectPath('test', 'notify', 'push-in-deno.ts');
    const deno = spawn(
      denoProgram(),
      [
        'run',
        ...flags,
        '--node-modules-dir=manual',
        '--config',
        config,
        script,
        JSON.stringify(browser.address),
        `${nobody}/x`,
      ],
      {
        env: {
          PATH: process.env.PATH ?? '',
          HOME: cache,
          DENO_DIR: cache,
          DENO_NO_UPDATE_CHECK: '1',
          NO_COLOR: '1',
          NOTIFY_PUSH_PUBLIC_KEY: publicKey,
          NOTIFY_PUSH_PRIVATE_KEY: privateKey,
          NOTIFY_PUSH_SUBJECT: 'mailto:kitchen@restaurant.example',
          NOTIFY_URL: 'https://restaurant.example/notify',
          NOTIFY_PUSH_HOSTS: `${service.url},${nobody}`,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let output = '';
    let errors = '';
    deno.stdout.on('data', (data: Buffer) => {
      output += data.toString();
    });
    deno.stderr.on('data', (data: Buffer) => {
      errors += data.toString();
    });
    await once(deno, 'close');
    rmSync(cache, { recursive: true, force: true });
    await service.close();
    assert.deepEqual(output.trim().split('\n'), ['accepted', 'not-sent'], errors);
    const [push] = service.received;
    assert.match(browser.read(push?.body ?? Buffer.alloc(0)), /"title":"Your order is ready"/);
    assert.match(`${push?.headers.authorization}`, /^vapid t=/);
    assert.equal(push?.headers['content-encoding'], 'aes128gcm');
  });
});
