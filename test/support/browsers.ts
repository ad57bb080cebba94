import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The engines that every test of the element runs in. */
export const engines = ['chromium', 'firefox', 'webkit'] as const;
export type Engine = (typeof engines)[number];

/** Where a browser's programs are. */
export interface InstalledBrowser {
  /** The browser itself. */
  readonly browser: string;
  /** What steers it, and the display that it needs: only WebKitGTK's are programs of their own. */
  readonly driver?: string;
  readonly display?: string;
}

/** The browsers of this machine; an engine that is missing is absent. */
export type InstalledBrowsers = Partial<Record<Engine, InstalledBrowser>>;

/**
 * How Chromium is started: without a sandbox, which root may not use, and without the calls home that would slow
 * every start on a closed network.
 */
export const chromiumFlags: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** Debian's packages of each engine. */
const debianPackages: Record<Engine, readonly string[]> = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb', 'xauth'],
};
/** The kept pictures, and tests that measure a layout, are drawn with Noto. */
const fontPackages = ['fonts-noto-core', 'fonts-noto-color-emoji', 'fonts-dejavu-core'];

/** A package and a program of Debian. Others have it in Chromium, or nowhere: tests run without it. */
const headlessChromium = 'chromium-headless-shell';

const packagesOf = (wanted: readonly Engine[]) => [
  ...wanted.flatMap((engine) => debianPackages[engine]),
  ...fontPackages,
];

const adviceFor = (wanted: readonly Engine[]) =>
  'Chromium may be Chrome; WebKit is WebKitGTK with WebKitWebDriver and Xvfb. On Debian or Ubuntu, as root:\n' +
  `  apt-get update && apt-get install -y --no-install-recommends ${packagesOf(wanted).join(' ')}`;

/** Looks for the browsers in the usual places. */
export function findBrowsers(): InstalledBrowsers {
  const chromium = findProgram(
    'chromium',
    'chromium-browser',
    'google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  );
  const firefox = findProgram('firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox');
  const webkit = findMiniBrowser();
  const driver = findProgram('WebKitWebDriver');
  const display = findProgram('Xvfb');
  return {
    ...(chromium && { chromium: { browser: chromium } }),
    ...(firefox && { firefox: { browser: firefox } }),
    ...(webkit && driver && display && { webkit: { browser: webkit, driver, display } }),
  };
}

/**
 * Chromium's path, for tests that start it themselves.
 *
 * @throws if there is none; the message says what to install.
 */
export function chromiumPath(): string {
  const { chromium } = findBrowsers();
  if (!chromium) throw new Error(`No Chromium was found. ${adviceFor(['chromium'])}`);
  return chromium.browser;
}

/**
 * Chromium's engine without its window, where there is one: pages open in half the time. For tests of what a page does.
 * What Chromium itself does, such as pushes, throttling and pictures, needs the whole of it.
 *
 * @throws if there is none; the message says what to install.
 */
export function headlessChromiumPath(): string {
  return findProgram(headlessChromium) ?? chromiumPath();
}

/** Which of the wanted engines are missing, after installing them if this is Debian or Ubuntu and we are root. */
export function ensureBrowsers(wanted: readonly Engine[] = engines): { missing: Engine[] } {
  const absent = () => {
    const browsers = findBrowsers();
    return wanted.filter((engine) => !browsers[engine]);
  };
  const before = absent();
  const missing = before.length > 0 && installDebianPackages(packagesOf(before)) ? absent() : before;
  if (wanted.includes('chromium') && !findProgram(headlessChromium)) installDebianPackages([headlessChromium]);
  if (missing.length > 0) console.error(`\nMISSING BROWSERS: ${missing.join(', ')}. ${adviceFor(missing)}\n`);
  return { missing };
}

function installDebianPackages(packages: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || !findProgram('apt-get')) return false;
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status === 0;
  return apt('update') && apt('install', '-y', '--no-install-recommends', ...packages);
}

/** MiniBrowser, WebKitGTK's own window, lies in a library folder whose name has the machine and the version. */
function findMiniBrowser(): string | undefined {
  for (const root of ['/usr/lib', '/usr/libexec', '/usr/lib64']) {
    for (const folder of listFolder(root)) {
      const path = join(root, folder);
      const inside = /^webkit2?gtk-/.test(folder) ? [path] : folder.endsWith('-linux-gnu') ? webkitFolders(path) : [];
      const found = inside.map((candidate) => join(candidate, 'MiniBrowser')).find(isProgram);
      if (found) return found;
    }
  }
  return undefined;
}

function webkitFolders(path: string): string[] {
  return listFolder(path)
    .filter((name) => /^webkit2?gtk-/.test(name))
    .map((name) => join(path, name));
}

function listFolder(path: string): string[] {
  return existsSync(path) ? readdirSync(path) : [];
}

function findProgram(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names
    .flatMap((name) => (name.startsWith('/') ? [name] : folders.map((folder) => join(folder, name))))
    .find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
