import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestRunnerPlugin } from '@web/test-runner';
import type { CDPSession, Page } from 'puppeteer-core';
import { type Engine, findBrowsers } from './browsers.js';
import { comparePictures } from './compare-pictures.js';
import { type Picture, readPng, writePng } from './png.js';

type Session = Parameters<NonNullable<TestRunnerPlugin['executeCommand']>>[0]['session'];

/** What a test asks for. */
export interface PictureRequest {
  readonly name: string;
  /** How this browser draws letters: a hash of some words in the fonts that it has. */
  readonly letters: string;
  /** What of the page is looked at, in pixels. WebKit sees only what is on screen. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** What became of a picture: the same as the one that was kept, another, or there is none to compare it with. */
export interface PictureAnswer {
  readonly verdict: 'same' | 'different' | 'missing' | 'elsewhere' | 'renewed';
  readonly message: string;
  /** How many colours it has: one or two would be an empty picture. */
  readonly colours: number;
}

/** Which program drew the pictures that are kept, and with which letters: others draw them differently. */
interface Origin {
  readonly version: string;
  readonly letters: string;
}

const kept = 'test/elements/pictures';
const drawn = 'build/pictures';
const manifestFile = join(kept, 'manifest.json');
/** Set by `npm run pictures`: what is drawn is kept. */
const isRenewing = process.env.RENEW_PICTURES === '1';

/** Screenshots for tests in the browser: taken, compared with those that are kept, and left in build/ for the eye. */
export function picturePlugin(): TestRunnerPlugin {
  return {
    name: 'pictures',
    async executeCommand({ command, payload, session }) {
      if (command === 'screen') return setScreen(session, payload as { width: number; height: number });
      if (command === 'media') return setMedia(session, payload as Record<string, string>);
      if (command === 'picture') return judge(session, payload as PictureRequest);
      return undefined;
    },
  };
}

/** The window's size, in pixels. */
async function setScreen(session: Session, size: { width: number; height: number }): Promise<true> {
  const { page, driver } = windowOf(session);
  await page?.setViewport(size);
  await driver?.setWindowSize(size.width, size.height);
  return true;
}

/** What Chromium is told over its protocol lasts as long as the connection that told it. */
const protocols = new WeakMap<Page, CDPSession>();

/** Media features, such as `forced-colors`, and `media` for the type. Only Chromium can play them all. */
async function setMedia(session: Session, { media = '', ...features }: Record<string, string>): Promise<true> {
  const { page } = windowOf(session);
  if (!page) throw new Error('This browser cannot play other media.');
  const protocol = protocols.get(page) ?? (await page.createCDPSession());
  protocols.set(page, protocol);
  await protocol.send('Emulation.setEmulatedMedia', {
    media,
    features: Object.entries(features).map(([name, value]) => ({ name, value })),
  });
  return true;
}

async function judge(session: Session, { name, letters, box }: PictureRequest): Promise<PictureAnswer> {
  const engine = engineOf(session);
  const actual = await take(session, box);
  const paths = { kept: join(kept, engine, `${name}.png`), drawn: join(drawn, engine, `${name}.png`) };
  const written = writePng(actual);
  write(paths.drawn, written);
  const answer = (verdict: PictureAnswer['verdict'], message = ''): PictureAnswer => ({
    verdict,
    message,
    colours: coloursOf(actual),
  });
  const origin = { version: versionOf(session, engine), letters };
  if (isRenewing) {
    write(paths.kept, written);
    remember(engine, origin);
    return answer('renewed');
  }
  if (!isSame(readManifest()[engine], origin)) return answer('elsewhere');
  if (!existsSync(paths.kept)) return answer('missing', `There is no ${paths.kept}: npm run pictures`);
  const difference = comparePictures(readPng(readFileSync(paths.kept)), readPng(written), engine);
  if (!difference) return answer('same');
  const shown = join(drawn, engine, `${name}.difference.png`);
  write(shown, writePng(difference.picture));
  return answer(
    'different',
    `${difference.count} pixels differ. Expected: ${paths.kept}. Drawn: ${paths.drawn}. Difference: ${shown}. ` +
      'If it is meant to look so: npm run pictures',
  );
}

async function take(session: Session, box: PictureRequest['box']): Promise<Picture> {
  const { page, driver } = windowOf(session);
  if (page) return readPng(Buffer.from(await page.screenshot({ clip: box })));
  // Of a single element, it gives a picture that is partly black.
  return crop(readPng(Buffer.from((await driver?.takeScreenshot()) ?? '', 'base64')), box);
}

function crop({ width, height, pixels }: Picture, box: PictureRequest['box']): Picture {
  const shown = { width: Math.min(box.width, width), height: Math.min(box.height, height - box.y) };
  const rows = Array.from({ length: shown.height }, (_, row) => {
    const start = ((box.y + row) * width + box.x) * 4;
    return pixels.subarray(start, start + shown.width * 4);
  });
  return { ...shown, pixels: Buffer.concat(rows) };
}

function coloursOf({ pixels }: Picture): number {
  const colours = new Set<number>();
  for (let at = 0; at < pixels.length; at += 4) colours.add(pixels.readUInt32BE(at));
  return colours.size;
}

/** What moves a browser's window: a page of Chromium's and Firefox's, the driver of WebKit's. */
interface Window {
  readonly page?: Page;
  readonly driver?: {
    readonly capabilities: { readonly browserVersion?: string };
    setWindowSize(width: number, height: number): Promise<void>;
    takeScreenshot(): Promise<string>;
  };
}

function windowOf({ browser, id }: Session): Window {
  // The launchers share no type for this, and the driver is private; there is no other way to the window's size.
  const launcher = browser as unknown as { getPage?(id: string): Page } & Pick<Window, 'driver'>;
  return launcher.getPage ? { page: launcher.getPage(id) } : launcher;
}

function engineOf({ browser }: Session): Engine {
  const name = browser.name.toLowerCase();
  return name.includes('firefox') ? 'firefox' : name.includes('chrom') ? 'chromium' : 'webkit';
}

const versions = new Map<Engine, string>();

function versionOf(session: Session, engine: Engine): string {
  const version = versions.get(engine) ?? askVersion(session, engine);
  versions.set(engine, version);
  return version;
}

function askVersion(session: Session, engine: Engine): string {
  const { driver } = windowOf(session);
  if (driver) return driver.capabilities.browserVersion ?? 'unknown';
  const program = findBrowsers()[engine]?.browser;
  return program ? spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout.trim() : 'unknown';
}

function readManifest(): Partial<Record<Engine, Origin>> {
  return existsSync(manifestFile) ? JSON.parse(readFileSync(manifestFile, 'utf8')) : {};
}

function remember(engine: Engine, origin: Origin): void {
  const manifest = readManifest();
  if (isSame(manifest[engine], origin)) return;
  const sorted = Object.entries({ ...manifest, [engine]: origin }).sort(([one], [other]) => one.localeCompare(other));
  write(manifestFile, `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`);
}

function isSame(one: Origin | undefined, other: Origin): boolean {
  return one?.version === other.version && one.letters === other.letters;
}

function write(path: string, content: Buffer | string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
