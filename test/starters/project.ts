import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { projectPath, projectRoot } from '../../demo/server/project-files.js';

/** Installed starters are kept here: the next run installs only what has changed. */
export const keptFolder = join(tmpdir(), 'order-status-starters');

/** The Node that runs the frameworks that need a newer one than this. */
const newerNode = '24.22.3';

/** No framework tells its makers that it was run, or asks anything. */
const quiet = {
  CI: '1',
  ASTRO_TELEMETRY_DISABLED: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  NUXT_TELEMETRY_DISABLED: '1',
  NG_CLI_ANALYTICS: 'false',
  npm_config_update_notifier: 'false',
};

/** What of a starter's `package.json` is looked at. */
interface Manifest {
  readonly engines?: { readonly node?: string };
}

/** Packs the checkout as for the registry. The path of the tarball, which has its hash in its name. */
export function packCheckout(): string {
  mkdirSync(keptFolder, { recursive: true });
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', keptFolder], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  return keepTarball(join(keptFolder, packed.trim()));
}

/** Names a tarball by its content, so that npm installs a changed one again. */
export function keepTarball(path: string): string {
  const hash = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 12);
  const kept = join(keptFolder, `order-status-tracker-${hash}.tgz`);
  if (dirname(path) === keptFolder) renameSync(path, kept);
  else cpSync(path, kept);
  return kept;
}

/** The `dist/cdn` of a tarball. */
export function unpackedCdn(tarball: string): string {
  const folder = tarball.replace('.tgz', '');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  execFileSync('tar', ['-xzf', tarball, '-C', folder]);
  return join(folder, 'package', 'dist', 'cdn');
}

/** A copy of a starter in a folder of its own, in which it is installed, built and started. */
export class Project {
  readonly folder: string;
  readonly log: string;
  readonly #environment: NodeJS.ProcessEnv;

  /** Copies the starter, and lets it depend on the tarball. */
  constructor(name: string, tarball: string) {
    this.folder = join(keptFolder, name);
    this.log = join(keptFolder, `${name}.log`);
    copyStarter(name, this.folder);
    const text = readFileSync(projectPath('test', 'starters', name, 'package.json'), 'utf8');
    const dependency = /("order-status-tracker": )"[^"]+"/;
    writeFileSync(join(this.folder, 'package.json'), text.replace(dependency, `$1"file:../${basename(tarball)}"`));
    writeFileSync(this.log, '');
    this.#environment = {
      ...process.env,
      ...quiet,
      PATH: `${nodeFolder(JSON.parse(text) as Manifest)}${delimiter}${process.env.PATH}`,
    };
  }

  /** Installs its packages, unless they are the ones of the last time. */
  async install(): Promise<void> {
    const wanted = readFileSync(join(this.folder, 'package.json'), 'utf8');
    const marker = join(this.folder, 'node_modules', '.installed');
    if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
    await this.run('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline');
    const complaint = readFileSync(this.log, 'utf8').match(/^npm (?:warn|error).*order-status-tracker.*$/m);
    if (complaint) throw new Error(`npm says of the package: ${complaint[0]}`);
    writeFileSync(marker, wanted);
  }

  async build(): Promise<void> {
    await this.run('npm', 'run', 'build');
  }

  /** Runs a command in its folder to its end; what it says is in the log. */
  async run(command: string, ...words: readonly string[]): Promise<void> {
    const log = openSync(this.log, 'a');
    const child = spawn(command, words, { cwd: this.folder, stdio: ['ignore', log, log], env: this.#environment });
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`"${[command, ...words].join(' ')}" ends with ${code}`);
  }

  /** Starts its own server, as in production. */
  start(port: number, ordersUrl: string) {
    const log = openSync(this.log, 'a');
    return spawn('npm', ['start'], {
      cwd: this.folder,
      stdio: ['ignore', log, log],
      env: {
        ...this.#environment,
        PORT: `${port}`,
        HOST: '127.0.0.1',
        ORDERS_URL: ordersUrl,
        NUXT_ORDERS_URL: ordersUrl,
      },
      // A group of its own, so that what it starts ends with it.
      detached: true,
    });
  }
}

/** Copies what is in the repository, and removes what an earlier run has made. */
function copyStarter(name: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const entry of readdirSync(folder))
    if (entry !== 'node_modules' && entry !== 'package-lock.json') rmSync(join(folder, entry), { recursive: true });
  cpSync(projectPath('test', 'starters', name), folder, { recursive: true });
}

/** The folder of the Node that the starter wants: this one, or a newer one from npm. */
function nodeFolder({ engines }: Manifest): string {
  const [major = 0, minor = 0] =
    /\d+\.\d+/
      .exec(engines?.node ?? '0.0')?.[0]
      .split('.')
      .map(Number) ?? [];
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return dirname(process.execPath);
  const folder = join(keptFolder, `node-${newerNode}`);
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const bin = join(folder, 'node_modules', name, 'bin');
  if (!existsSync(bin)) {
    mkdirSync(folder, { recursive: true });
    execFileSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', `${name}@${newerNode}`], {
      stdio: 'ignore',
    });
  }
  return bin;
}
