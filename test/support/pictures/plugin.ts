import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestRunnerPlugin } from '@web/test-runner';
import type { PNG } from 'pngjs';
import type { CDPSession, Page } from 'puppeteer-core';
import { type Engine, findBrowsers } from '../browsers.js';
import { comparePictures, countColours, cropPicture, decodePicture, encodePicture } from './compare.js';
import { reduceColours } from './reduce-colours.js';

type Session = Parameters<NonNullable<TestRunnerPlugin['executeCommand']>>[0]['session'];

/** What a test asks for. */
export interface PictureRequest {
  readonly name: string;
  /** A hash of some words, drawn in this browser's fonts. */
  readonly letters: string;
  /** The part of the page to compare, in pixels. WebKit sees only what is on screen. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** The result of a comparison with the kept picture; `elsewhere`: drawn by another browser version or in other fonts. */
export interface PictureAnswer {
  readonly verdict: 'same' | 'different' | 'missing' | 'elsewhere' | 'renewed';
  readonly message: string;
  /** How many colours the picture has: one or two would be an empty picture. */
  readonly colours: number;
}

/** The browser version and the fonts that drew the kept pictures: others draw them differently. */
interface Origin {
  readonly version: string;
  readonly letters: string;
}

const kept = 'test/elements/pictures';
const drawn = 'build/pictures';
const manifestFile = join(kept, 'manifest.json');
/** Set by `npm run pictures`: drawn pictures replace the kept ones. */
const isRenewing = process.env.RENEW_PICTURES === '1';

/** Screenshots for browser tests: compared with the kept ones, and left in build/pictures. */
export function picturePlugin(): TestRunnerPlugin {
  return {
    name: 'pictures',
    async executeCommand({ command, payload, session }) {
      if (command === 'screen') return setScreen(session, payload as { width: number; height: number });
      if (command === 'media') return setMedia(session, payload as Record<string, string>);
      if (command === 'picture') return compare(session, payload as PictureRequest);
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

/** Chromium's emulated media last as long as the protocol session that set them. */
const protocols = new WeakMap<Page, CDPSession>();

/** Emulates media features, such as `forced-colors`, and `media` for the type. Only Chromium can emulate them all. */
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

async function compare(session: Session, { name, letters, box }: PictureRequest): Promise<PictureAnswer> {
  const engine = engineOf(session);
  const actual = await take(session, box);
  const paths = { kept: join(kept, engine, `${name}.png`), drawn: join(drawn, engine, `${name}.png`) };
  reduceColours(actual);
  const written = encodePicture(actual);
  write(paths.drawn, written);
  const answer = (verdict: PictureAnswer['verdict'], message = ''): PictureAnswer => ({
    verdict,
    message,
    colours: countColours(actual),
  });
  const origin = { version: versionOf(session, engine), letters };
  if (isRenewing) {
    write(paths.kept, written);
    keepOrigin(engine, origin);
    return answer('renewed');
  }
  const keptOrigin = readManifest()[engine];
  if (!isSame(keptOrigin, origin)) {
    warnOnce(engine, origin, keptOrigin);
    return answer('elsewhere');
  }
  if (!existsSync(paths.kept)) return answer('missing', `There is no ${paths.kept}: npm run pictures`);
  const difference = comparePictures(decodePicture(readFileSync(paths.kept)), actual, engine);
  if (!difference) return answer('same');
  const shown = join(drawn, engine, `${name}.difference.png`);
  write(shown, encodePicture(difference.picture));
  return answer(
    'different',
    [
      `${difference.count} pixels differ`,
      `expected    ${paths.kept}`,
      `drawn       ${paths.drawn}`,
      `difference  ${shown}`,
      'To keep the drawn ones: npm run pictures',
    ].join('\n'),
  );
}

async function take(session: Session, box: PictureRequest['box']): Promise<PNG> {
  const { page, driver } = windowOf(session);
  if (page) return decodePicture(await page.screenshot({ clip: box }));
  // WebKit's picture of a single element is partly black, so this crops the whole window.
  return cropPicture(decodePicture(Buffer.from((await driver?.takeScreenshot()) ?? '', 'base64')), box);
}

/** The controls of a browser's window: Puppeteer's page in Chromium and Firefox, the WebDriver in WebKit. */
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
  const version = versions.get(engine) ?? readVersion(session, engine);
  versions.set(engine, version);
  return version;
}

function readVersion(session: Session, engine: Engine): string {
  const { driver } = windowOf(session);
  if (driver) return driver.capabilities.browserVersion ?? 'unknown';
  const program = findBrowsers()[engine]?.browser;
  return program ? spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout.trim() : 'unknown';
}

function readManifest(): Partial<Record<Engine, Origin>> {
  return existsSync(manifestFile) ? JSON.parse(readFileSync(manifestFile, 'utf8')) : {};
}

function keepOrigin(engine: Engine, origin: Origin): void {
  const manifest = readManifest();
  if (isSame(manifest[engine], origin)) return;
  const sorted = Object.entries({ ...manifest, [engine]: origin }).sort(([one], [other]) => one.localeCompare(other));
  write(manifestFile, `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`);
}

function isSame(one: Origin | undefined, other: Origin): boolean {
  return majorOf(one?.version) === majorOf(other.version) && one?.letters === other.letters;
}

/** The major version: Debian's updates within one draw alike. `Chromium 156.0.8078.79 …` → `156`. */
function majorOf(version: string | undefined): string | undefined {
  return /\d+/.exec(version ?? '')?.[0];
}

const warned = new Set<Engine>();

function warnOnce(engine: Engine, { version }: Origin, keptOrigin: Origin | undefined): void {
  if (warned.has(engine)) return;
  warned.add(engine);
  const reason =
    majorOf(keptOrigin?.version) === majorOf(version) ? 'the fonts differ' : `kept by ${keptOrigin?.version}`;
  console.warn(`! Pictures are drawn but not compared in ${version}: ${reason}.`);
}

function write(path: string, content: Buffer | string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
