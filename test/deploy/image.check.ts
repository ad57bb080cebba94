import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { projectPath, projectRoot } from '../../demo/server/project-files.js';
import { answers } from '../servers/wait.js';

const port = 18_930;
/** The user `nobody`, in place of the image's `node`. */
const nobody = { uid: 65_534, gid: 65_534 };
const lines = readFileSync(projectPath('demo', 'deploy', 'Dockerfile'), 'utf8')
  .replaceAll('\\\n', ' ')
  .split('\n');

/** What the Dockerfile does, without Docker: its commands after the build, its COPY lines, its ENV and its ENTRYPOINT. */
describe('the image of demo/deploy/Dockerfile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'order-status-image-'));
  const [built, image, data] = [join(folder, 'built'), join(folder, 'image'), join(folder, 'data')];
  before(() => {
    cpSync(projectRoot, built, {
      recursive: true,
      filter: (path) => !/\/(\.git|node_modules|dist\/doctor)$/.test(path),
    });
    execFileSync('cp', ['-al', join(projectRoot, 'node_modules'), join(built, 'node_modules')]);
    // npm writes this file in place, and it is linked to the project's own.
    rmSync(join(built, 'node_modules', '.package-lock.json'));
    const after =
      lines
        .find((line) => line.startsWith('RUN npm run build'))
        ?.split(' && ')
        .slice(1) ?? [];
    assert.equal(after.length, 2, 'the commands after the build');
    for (const command of after) execFileSync('sh', ['-c', command], { cwd: built, stdio: 'ignore' });
    for (const line of lines) {
      const [, from = '', to = ''] = /^COPY --from=build \/app\/(\S+) \.\/(\S*)$/.exec(line) ?? [];
      if (from === '') continue;
      const target = to === '' || to.endsWith('/') ? join(image, to, from.split('/').at(-1) ?? '') : join(image, to);
      mkdirSync(dirname(target), { recursive: true });
      execFileSync('cp', ['-a', join(built, from), target]);
    }
    mkdirSync(data);
    execFileSync('chown', ['nobody', data]);
    for (const path of [folder, image]) chmodSync(path, 0o755);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('has the packages that the server needs, and none that only build and test', () => {
    const packages = readdirSync(join(image, 'node_modules'));
    for (const name of ['@electric-sql', 'hono', 'postgres', 'prom-client', 'fs-native-extensions']) {
      assert.ok(packages.includes(name), name);
    }
    for (const name of ['typescript', 'puppeteer-core', 'rollup', 'axe-core', 'esbuild', 'react']) {
      assert.ok(!packages.includes(name), name);
    }
  });

  it('runs as a user that may write its data folder only, and its health check says so', async () => {
    const entry = JSON.parse(
      lines.find((line) => line.startsWith('ENTRYPOINT '))?.slice('ENTRYPOINT '.length) ?? '[]',
    ) as string[];
    const server = spawn(process.execPath, [...entry.slice(1), '--production', '--data', data], {
      cwd: image,
      ...nobody,
      env: {
        PORT: String(port),
        HOST: '0.0.0.0',
        NODE_ENV: 'production',
        PUBLIC_ORIGIN: 'https://orders.example.com',
        RESTAURANT_NAME: 'Aurora',
      },
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    let said = '';
    server.stderr.on('data', (text) => {
      said += String(text);
    });
    const started = new Promise<void>((resolve, reject) => {
      server.stderr.on('data', () => said.includes('"message":"started"') && resolve());
      server.once('close', () => reject(new Error(said)));
    });
    assert.ok(await answers(port, server), said);
    await started;
    for (const path of ['/readyz', '/kitchen', '/assets/kitchen.js', '/cdn/order-status-tracker-supabase.js']) {
      assert.equal((await fetch(`http://127.0.0.1:${port}${path}`)).status, 200, path);
    }
    const check = JSON.parse(
      /CMD (\[.*\])$/.exec(lines.find((line) => line.startsWith('HEALTHCHECK')) ?? '')?.[1] ?? '[]',
    ) as string[];
    const asked = (script: string) => execFileSync(process.execPath, ['-e', script.replace('8080', String(port))]);
    asked(check[2] ?? '');
    assert.ok(existsSync(join(data, 'database', 'PG_VERSION')));
    server.kill('SIGTERM');
    assert.deepEqual((await once(server, 'close'))[0], 0, said);
    assert.throws(() => asked(check[2] ?? ''), 'the health check fails where nothing answers');
  });
});
