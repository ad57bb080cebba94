/*
 * Installs the packed package into small projects of every framework, builds them for production and follows an order on
 * each in Chromium: `npm run starters`, or `npm run starters -- vue nuxt`. `jest` runs tests that use it, `types` checks the types with several versions of
 * TypeScript. `--package <file>` takes another tarball than that of this checkout.
 */
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { launch } from 'puppeteer-core';
import { chromiumFlags, headlessChromiumPath } from '../support/browsers.js';
import { checkTypes } from './check-types.js';
import { drive } from './drive.js';
import { OrderServer } from './order-server.js';
import { keepTarball, Project, packCheckout, unpackedCdn } from './project.js';
import { type Served, serveHtml, serveProject } from './served.js';
import { type Starter, starters } from './starters.js';

const words = process.argv.slice(2);
const packageAt = words.indexOf('--package');
const [, given] = packageAt < 0 ? [] : words.splice(packageAt, 2);
const names = [...starters.map(({ name }) => name), 'jest', 'types'];
const unknown = words.filter((word) => !names.includes(word));
if (unknown.length > 0) {
  console.error(`There is no starter ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  process.exit(2);
}

const tarball = given === undefined ? packCheckout() : keepTarball(given);
const orders = await OrderServer.start();
const browser = await launch({ executablePath: headlessChromiumPath(), args: [...chromiumFlags] });
const waiting = words.length === 0 ? names : names.filter((name) => words.includes(name));
let passed = 0;
let failed = 0;
await Promise.all([runWaiting(), runWaiting()]);
await browser.close();
await orders.close();
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

/** Takes one after another; two of these run side by side. */
async function runWaiting(): Promise<void> {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const from = performance.now();
    const starter = starters.find((one) => one.name === name);
    const work = starter ? examine(starter) : name === 'jest' ? examineTests() : examineTypes();
    const message = await work.then(() => undefined, messageOf);
    if (message === undefined) passed += 1;
    else failed += 1;
    const line = `${message === undefined ? '✔' : '✖'} ${name} (${Math.round((performance.now() - from) / 1_000)} s)`;
    console.log([line, ...(message?.split('\n') ?? [])].join('\n    '));
  }
}

async function examine(starter: Starter): Promise<void> {
  const served = await serve(starter);
  try {
    for (const page of starter.pages) await drive(browser, served.site, orders, page);
  } finally {
    await served.close();
  }
}

async function serve(starter: Starter): Promise<Served> {
  if (starter.name === 'html') return serveHtml(unpackedCdn(tarball), orders);
  const project = new Project(starter.name, tarball);
  return withLog(project, async () => {
    await project.install();
    await project.build();
    return serveProject(project, starter, orders);
  });
}

/** Tests of a page that uses the package, by a runner that translates modules. */
async function examineTests(): Promise<void> {
  const project = new Project('jest', tarball);
  await withLog(project, async () => {
    await project.install();
    await project.run('npm', 'test');
  });
}

async function examineTypes(): Promise<void> {
  const project = new Project('types', tarball);
  await withLog(project, async () => {
    await project.install();
    await checkTypes(project);
  });
}

/** Adds the end of the log to what went wrong. */
async function withLog<Result>(project: Project, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const lines = stripVTControlCharacters(readFileSync(project.log, 'utf8')).trim().split('\n');
    throw new Error([messageOf(error), ...lines.slice(-40)].join('\n'));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
