import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { rollup } from 'rollup';
import { projectPath } from '../../demo/server/project-files.js';
import { samples } from '../../demo/server/relay/samples/index.js';
import { makeSampleKeys, signMessage } from '../../demo/server/relay/sign.js';
import type { DemoServer } from '../../demo/server/server.js';
import { startTestServer } from '../demo/support.js';
import { secretKey, startGateway } from '../kit/gateway.js';
import { closeServer } from '../support/close-server.js';
import { makeCertificates, type TestCertificates } from '../wallet/certificates.js';
import { restaurant } from './play.js';

const keys = makeSampleKeys();
const startedAt = Date.now();

describe('the Edge Function', () => {
  let server: DemoServer;
  let project: { readonly url: string; close(): Promise<void> };
  let edge: { readonly url: string; readonly process: ChildProcess; readonly said: readonly string[] };
  let business: { readonly profile: string; close(): Promise<void> };
  let folder: string;

  before(async () => {
    server = await startTestServer();
    project = await startGateway(server);
    folder = await mkdtemp(join(tmpdir(), 'edge-'));
    const certificates = makeCertificates();
    business = await startBusiness(certificates);
    await writeFile(join(folder, 'authorities.pem'), certificates.root + certificates.issuer);
    edge = await startDeno(folder, {
      DENO_CERT: join(folder, 'authorities.pem'),
      RELAY_UCP_PROFILES: business.profile,
      SUPABASE_URL: project.url,
      SUPABASE_SECRET_KEYS: JSON.stringify({ default: secretKey }),
      RELAY_RESTAURANT: restaurant,
      RELAY_STANDARD_SECRET: keys.standardSecret,
      RELAY_DOORDASH_USER: 'doordash',
      RELAY_DOORDASH_PASSWORD: keys.password,
      RELAY_TOAST_RESTARANTS: '{"a": "b"}',
      ...Object.fromEntries(
        ['SQUARE', 'TOAST', 'SHOPIFY', 'WOOCOMMERCE', 'DELIVERECT', 'IFOOD', 'OPEN_DELIVERY', 'UBER_DIRECT'].map(
          (name) => [`RELAY_${name}_SECRET`, `${keys.secret} older-key`],
        ),
      ),
    });
  });
  after(async () => {
    edge.process.kill();
    await once(edge.process, 'exit');
    await project.close();
    await business.close();
    await server.close();
    await rm(folder, { recursive: true });
  });

  /** Sends what a provider sends, to the address that Deno listens at; signed for the one that the world knows. */
  async function send(provider: string, step: number, run: string, isForged = false): Promise<Response> {
    const sample = samples.find((candidate) => candidate.provider === provider);
    assert.ok(sample);
    const word = sample.steps[step]?.word ?? '';
    const { payload, headers = {} } = sample.message({ id: run, startedAt }, step, word);
    const url = `${project.url}/functions/v1/relay/${provider}`;
    const { profile } = business;
    const unsigned = { url, headers, body: JSON.stringify(payload), now: Date.now(), profile };
    const signed = signMessage(sample.provider, isForged ? makeSampleKeys() : keys, unsigned);
    return fetch(`${edge.url}/relay/${provider}`, { method: 'POST', headers: signed.headers, body: signed.body });
  }

  it('takes the webhooks of all providers, writes them, and refuses forged ones', async () => {
    for (const { provider, steps, isCourier } of samples) {
      const answers = [];
      for (const [step] of steps.entries()) answers.push((await send(provider, step, 'edge1234')).status);
      const accepted = { ifood: 202, 'open-delivery': 204 }[provider as string] ?? 200;
      assert.deepEqual(new Set(answers), new Set([accepted]), provider);
      assert.equal((await send(provider, 0, 'edge1234')).headers.get('X-Relay-Outcome'), 'duplicate', provider);
      assert.equal((await send(provider, 0, 'edge5678', true)).status, 401, provider);
      const { rows } = await server.database.transaction((query) =>
        query.query<{ status: string | null; said: string }>(
          `select orders.status, links.said -> 'status' ->> 'value' as said
           from private.provider_orders as links left join public.orders on orders.id = links.order_id
           where links.provider = $1`,
          [provider],
        ),
      );
      const last = steps.at(-1)?.shows;
      // Events of these have no dishes: the order is read back, which a test does not do over the network.
      const isWaiting = isCourier || ['square', 'ifood', 'open-delivery'].includes(provider);
      assert.deepEqual(rows, [{ status: isWaiting ? null : last, said: last }], provider);
    }
  });

  it('names a setting that nothing reads in its log, and runs with the others', () => {
    const fault = 'RELAY_TOAST_RESTARANTS is no setting of the relay. Is RELAY_TOAST_RESTAURANTS meant?';
    assert.deepEqual(
      edge.said.filter((line) => line.includes('RELAY_')),
      [fault],
    );
  });

  it('answers 404 to what is no provider', async () => {
    const response = await fetch(`${edge.url}/relay/square-2`, { method: 'POST', body: '{}' });
    assert.equal(response.status, 404);
  });
});

/** A business of UCP: its profile, with its public key, over HTTPS. */
async function startBusiness({ server: { certificate, key }, issuer }: TestCertificates) {
  const profile = JSON.stringify({ ucp: { version: '2026-08-25' }, keys: [keys.publicKey] });
  const business = createServer({ cert: certificate + issuer, key }, (request, response) => {
    const isProfile = request.url === '/.well-known/ucp';
    response.writeHead(isProfile ? 200 : 404, { 'Content-Type': 'application/json' }).end(isProfile ? profile : '{}');
  });
  await once(business.listen(0, '127.0.0.1'), 'listening');
  return {
    profile: `https://127.0.0.1:${(business.address() as AddressInfo).port}/.well-known/ucp`,
    close: () => closeServer(business),
  };
}

/** Runs the functions as they are deployed, with the file that the build writes, under Deno: it may reach this machine alone. */
async function startDeno(folder: string, env: Readonly<Record<string, string>>) {
  const functions = join(folder, 'functions');
  await cp(projectPath('demo', 'supabase', 'functions'), functions, { recursive: true });
  const bundle = await rollup({ input: projectPath('build', 'src', 'relay.js'), onLog: () => undefined });
  await bundle.write({ file: join(functions, 'relay', 'relay.js'), format: 'es' });
  await bundle.close();
  // The command of the package runs Deno as a child, which would outlive it; its first run puts Deno in place.
  spawnSync(projectPath('node_modules', '.bin', 'deno'), ['--version']);
  const process = spawn(
    projectPath('node_modules', 'deno', 'deno'),
    [
      'run',
      '--no-lock',
      '--cached-only',
      '--no-prompt',
      '--allow-env',
      '--allow-net=127.0.0.1',
      '--no-remote',
      '--no-npm',
      `--config=${join(functions, 'relay', 'deno.json')}`,
      join(functions, 'relay', 'index.ts'),
    ],
    {
      env: {
        PATH: globalThis.process.env.PATH,
        HOME: folder,
        DENO_DIR: join(folder, 'deno'),
        DENO_NO_UPDATE_CHECK: '1',
        DENO_SERVE_ADDRESS: 'tcp:127.0.0.1:0',
        NO_COLOR: '1',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const said: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [process.stdout, process.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
        if (address) resolve(address);
      });
    }
    process.once('exit', (code) => reject(new Error(`Deno ended with ${code}: ${said.join('\n')}`)));
  });
  return { url, process, said };
}
