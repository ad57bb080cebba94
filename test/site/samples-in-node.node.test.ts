import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { projectPath, projectRoot } from '../../demo/server/project-files.js';
import { run } from '../../src/doctor/run.js';
import { parseBoard } from '../../src/order/board.js';
import { parseOrder } from '../../src/order/wire.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import { testWorld } from '../doctor/examination.js';
import { corsHeaders, serveHttp, serveSockets, withServer } from '../doctor/small-servers.js';
import { NodeWebSocket } from '../faults/load/node-web-socket.js';
import { answers } from '../servers/wait.js';
import { freePort } from '../support/free-port.js';
import { readSamples, type Sample } from '../support/samples/read-samples.js';
import { inNode, samplesOf } from '../support/samples/sample-runs.js';

const samples = samplesOf(inNode, readSamples());
const left = new Set(samples);

/** The samples of a document, which count as run from here on. */
function take(document: string, language: string, words = ''): readonly Sample[] {
  const found = samples.filter(
    ({ place, language: own, code }) => place.includes(document) && own === language && code.includes(words),
  );
  assert.ok(found.length > 0, `${document} has no ${language} with ${words}`);
  for (const sample of found) left.delete(sample);
  return found;
}
const codeOf = (...which: Parameters<typeof take>) => take(...which)[0]?.code ?? '';

let folder = '';
before(() => {
  // Below the checkout: samples import what a reader has installed.
  mkdirSync(projectPath('build', 'samples-run'), { recursive: true });
  folder = mkdtempSync(join(tmpdir(), 'order-status-samples-'));
});
after(() => {
  assert.deepEqual(
    [...left].map(({ place }) => place),
    [],
    'every sample that is said to run here is run',
  );
  rmSync(folder, { recursive: true, force: true });
});

/**
 * Runs commands as a reader types them. `npx` takes what is installed here, and leaves out Supabase's CLI, which would want
 * an account. @returns what they print
 */
async function shell(code: string, cwd = folder): Promise<string> {
  const path = [projectPath('node_modules', '.bin'), dirname(process.execPath), process.env.PATH].join(delimiter);
  const { stdout } = await promisify(execFile)('bash', ['-ec', `npx() { [ "$1" = supabase ] || "$@"; }\n${code}`], {
    cwd,
    env: { ...process.env, PATH: path },
  });
  return stdout;
}

describe('the commands of the README and the guides', () => {
  const tag =
    '<order-status-tracker order-id="42" poll-url="https://api.example.com/orders/{id}"></order-status-tracker>';
  for (const document of ['README.md', 'AGENTS.md', 'SKILL.md', 'DOCTOR.md', 'start.md', 'troubleshooting.md']) {
    it(`examine a back end with the words of ${document}`, async () => {
      const code = codeOf(document, 'sh', 'npx order-status-tracker doctor');
      const printed = await shell(`npx() { printf '%s\\0' "$@"; }\n${code}`);
      const [name, ...words] = printed.split('\0').slice(0, -1);
      assert.equal(name, 'order-status-tracker');
      const id = /order-id="([^"]+)"/.exec(code)?.[1] ?? '42';
      const order = JSON.stringify({ id, status: 'preparing', version: 1 });
      const answering = serveHttp(({ url = '', method }, response) => {
        const isOrder = decodeURIComponent(url).includes(id);
        const status = method === 'OPTIONS' ? 204 : isOrder ? 200 : 404;
        response.writeHead(status, { ...corsHeaders, 'content-type': 'application/json', 'cache-control': 'no-cache' });
        response.end(status === 204 ? undefined : isOrder ? order : '{"error":"not-found"}');
      });
      await withServer(answering, async ({ url }) => {
        let said = '';
        const say = (text: string) => {
          said += `${text}\n`;
        };
        const here = (text: string) => text.replace(/https:\/\/(?:api\.)?example\.com/, url);
        const surroundings = {
          print: say,
          printError: say,
          isColoured: false,
          readFile: async (path: string) => (path === 'tag.html' ? here(tag) : assert.fail(path)),
        };
        await run(words.map(here), testWorld(), surroundings);
        assert.match(said, /RIGHT +followed: The tracker follows the order: preparing, polling/);
      });
    });
  }

  it('copy the skill to where agents look for it', async () => {
    const project = join(folder, 'project');
    mkdirSync(join(project, 'node_modules'), { recursive: true });
    symlinkSync(projectRoot, join(project, 'node_modules', 'order-status-tracker'));
    await shell(codeOf('agents.md', 'sh'), project);
    assert.ok(existsSync(join(project, '.agents/skills/order-status-tracker/SKILL.md')));
  });

  it('make keys: for Apple’s certificate, and for web push', async () => {
    const [request = '', turn = ''] = take('wallet.md', 'sh').map(({ code }) => code);
    await shell(request);
    // Apple's answer, and who has signed it: here the same.
    await shell(
      'openssl x509 -req -in order.csr -signkey order.key -outform DER -out order.cer 2>&1; cp order.cer AppleWWDRCAG4.cer',
    );
    assert.match(await shell(turn), /issuer=.*Orders of the trattoria/);
    for (const name of ['order.pem', 'issuer.pem'])
      assert.match(readFileSync(join(folder, name), 'utf8'), /^-----BEGIN CERTIFICATE-----/);
    assert.match(await shell(codeOf('web-push.md', 'sh')), /Public Key:\s+\S{80,}[\s\S]+Private Key:\s+\S{40,}/);
  });
});

describe('the JSON of the README and the guides', () => {
  it('is an order that the tracker reads', () => {
    for (const document of ['README.md', 'start.md', 'json.md']) {
      const order = parseOrder(JSON.parse(codeOf(document, 'json')));
      assert.ok(order.ok, document);
      assert.deepEqual([order.patch.id, order.patch.status], ['42', 'preparing']);
    }
  });

  it('is a board that the screen on the wall reads', () => {
    const board = parseBoard(JSON.parse(codeOf('wall-board.md', 'json')), '7');
    assert.ok(board.ok, JSON.stringify(board));
    assert.match(JSON.stringify(board.patch), /"number":"42".*"status":"ready"|"status":"ready".*"number":"42"/);
  });

  it('is what the tracker says first to a WebSocket', async () => {
    const shown = JSON.parse(codeOf('websocket.md', 'json'));
    let tell = (_message: unknown) => {};
    const heard = new Promise<unknown>((resolve) => {
      tell = resolve;
    });
    const listening = serveSockets((socket) => socket.on('message', (data) => tell(JSON.parse(String(data)))), {
      handleProtocols: () => 'order-status.v1',
    });
    await withServer(listening, async ({ url }) => {
      const tracker = createOrderTracker({
        orderId: '42',
        websocketUrl: url.replace('http', 'ws'),
        environment: { WebSocket: NodeWebSocket as unknown as typeof WebSocket },
      });
      tracker.start();
      assert.deepEqual(await heard, shown);
      tracker.stop();
    });
  });

  it('names files for editors that the build makes', () => {
    const files = Object.values(
      JSON.parse(codeOf('agents.md', 'json', 'customData')) as Record<string, string[]>,
    ).flat();
    assert.equal(files.length, 2);
    for (const file of files) {
      const built = file.replace('./node_modules/order-status-tracker/', '');
      assert.ok(JSON.parse(readFileSync(built, 'utf8')), file);
    }
  });
});

describe('the servers of the guides', { timeout: 120_000 }, () => {
  const running: ChildProcess[] = [];
  after(() => {
    for (const child of running) child.kill();
  });

  /** Starts a program of a guide, in the folder where its packages are installed. */
  async function start(name: string, code: string, port: number, environment: NodeJS.ProcessEnv = {}): Promise<void> {
    const file = projectPath('build', 'samples-run', name);
    writeFileSync(file, code);
    const child = spawn(process.execPath, [file], { env: { ...process.env, ...environment }, stdio: 'inherit' });
    running.push(child);
    assert.ok(await answers(port, child), `${name} does not answer`);
  }

  it('event-stream.md: sends the order, and the tracker is live', async () => {
    const port = await freePort();
    const code = codeOf('event-stream.md', 'js');
    assert.ok(code.includes('listen(8080)'));
    await start('event-stream.mjs', code.replace('8080', String(port)), port);
    const tracker = createOrderTracker({ orderId: '42', eventsUrl: `http://127.0.0.1:${port}/orders/{id}/events` });
    const live = new Promise<void>((resolve) => {
      tracker.subscribe(({ orderStatus, connectionStatus }) => {
        if (orderStatus === 'preparing' && connectionStatus === 'connected') resolve();
      });
    });
    tracker.start();
    await live;
    tracker.stop();
  });

  it('relay.md: what one program signs and sends, the other one takes and stores', async () => {
    const [relay = '', sender = ''] = take('relay.md', 'js').map(({ code }) => code);
    const stored: object[] = [];
    const database = serveHttp(async (request, response) => {
      if (request.url === '/rest/v1/rpc/apply_provider_event') stored.push(JSON.parse(await textOf(request)));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"outcome":"applied","order_id":"1"}');
    });
    await withServer(database, async ({ url }) => {
      const port = await freePort();
      const settings = {
        RELAY_RESTAURANT: '0b6e5d5c-0a3e-4f6c-9f3b-1f2d3c4b5a69',
        RELAY_STANDARD_SECRET: `whsec_${btoa('a secret of twenty-four.')}`,
        SERVICE_KEY: 'sb_secret_x',
      };
      const project = 'https://<project>.supabase.co';
      await start('relay.mjs', relay.replace(project, url).replace('3000', String(port)), port, settings);
      const file = projectPath('build', 'samples-run', 'sender.mjs');
      writeFileSync(file, sender.replace(`${project}/functions/v1`, `http://127.0.0.1:${port}`));
      await promisify(execFile)(process.execPath, [file], { env: { ...process.env, ...settings } });
      assert.equal(stored.length, 1);
      const { provider, external_id: id, patch } = stored[0] as { [name: string]: unknown };
      assert.deepEqual([provider, id, Object(patch).fields?.status], ['standard', '2026-12-01/42', 'ready']);
    });
  });
});

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += piece;
  return text;
}
