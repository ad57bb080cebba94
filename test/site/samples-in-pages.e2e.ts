import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { build, type Loader } from 'esbuild';
import type { Page } from 'puppeteer-core';
import { projectPath } from '../../demo/server/project-files.js';
import { phone, Screens } from '../e2e/screens.js';
import { readSamples, type Sample, scriptsIn } from '../support/samples/read-samples.js';
import { pages, runsOf } from '../support/samples/sample-runs.js';
import { type BrowserSample, browserSamples } from './browser-samples.js';
import { SampleBackEnd } from './sample-back-end.js';

const all = readSamples();
const tracker = 'order-status-tracker';
const usualTag = `<${tracker} order-id="42" poll-url="/orders/{id}" cache="none"></${tracker}>`;

/** The sample that a line of `browserSamples` is about. */
function sampleOf({ document, language, words = '' }: BrowserSample): Sample {
  const [sample, ...others] = all.filter(
    ({ place, language: own, code, copyOf }) =>
      place.split('/').at(-1)?.startsWith(`${document}:`) && own === language && code.includes(words) && !copyOf,
  );
  assert.ok(sample && others.length === 0, `${document} has ${sample ? 'several' : 'no'} ${language} with "${words}"`);
  return sample;
}

/** The page keeps what is logged, and knows nothing of those before it. */
const recorder = `<script>globalThis.logged = [];
  localStorage.clear();
  sessionStorage.clear();
  for (const level of ['log', 'warn']) {
    const write = console[level];
    console[level] = (...words) => (logged.push(words.join(' ')), write.apply(console, words));
  }
</script>`;

describe('the samples of the README and the guides, in a page', () => {
  const backEnd = new SampleBackEnd();
  let screens: Screens;
  /** One for all: a new one would compile every script again. */
  let page: Page;
  /** Of the sample in it. */
  let place = '';
  let count = 0;
  const complaints: string[] = [];
  const fromLink = '&order_id=42&restaurant_id=7#track=secret-of-the-link';

  before(async () => {
    await backEnd.start();
    for (const [path, script] of await bundled()) backEnd.scripts.set(path, script);
    screens = await Screens.start();
    page = await screens.open(phone);
    page.on('console', (message) => {
      if (['warn', 'error'].includes(message.type())) complaints.push(`${place}: ${message.text()}`);
    });
  });
  after(async () => {
    await screens.closeAll();
    await backEnd.close();
  });

  /** A sample with the addresses of this machine, and values in the place of what each reader puts in. */
  const filledIn = (text: string) =>
    text
      .replace(/https:\/\/cdn\.jsdelivr\.net\/npm\/[^/]+\/dist\/cdn/g, backEnd.url)
      .replace(/https:\/\/(?!pay\.)[^\s"'/{}<]+/g, backEnd.url)
      .replace(/wss:\/\/[^\s"'/{}]+/g, backEnd.url.replace('http', 'ws'))
      .replace(/order-id="…"/, 'order-id="42"')
      .replace(/poll-url="…"/, 'poll-url="/orders/{id}"')
      .replace(/sb_publishable_(?:…|YOUR_KEY)/, 'sb_publishable_0123456789abcdef')
      // A hash in a sample is a placeholder.
      .replace(/ integrity="sha384-…" crossorigin/g, '')
      .replace(/"integrity": \{[^}]*\}/, '"scopes": {}');

  /** Opens a page with this in it. What it writes as a warning or an error is a complaint. */
  async function open(name: string, body: string, address = fromLink): Promise<void> {
    place = name;
    count += 1;
    backEnd.page = `<!doctype html><html lang="en"><title>Sample</title><link rel="icon" href="data:,">${recorder}${body}`;
    // Of the same address with another secret, the browser would only take note.
    await page.goto(`${backEnd.url}/page?page=${count}${address}`);
  }

  async function comes(expression: string): Promise<void> {
    await page.waitForFunction(expression).catch(async (error) => {
      const said = await page.evaluate('[document.body.innerHTML.slice(0, 500), ...logged].join("\\n")');
      assert.fail(`${place}: ${error}\n${expression}\n${said}\n${complaints.join('\n')}`);
    });
  }

  it('follow the order, if they are HTML: read, and live where they say how', async () => {
    const samples = all.filter(isFollowing);
    assert.ok(samples.length > 15);
    for (const { place, code } of samples) {
      const isBoard = code.includes('<order-status-board');
      const name = isBoard ? 'order-status-board' : tracker;
      const variant = code.includes('supabase-url') && !isBoard ? `${name}-supabase` : name;
      const isAlone = !/<script[^>]*\bsrc=|importmap/.test(code);
      const head = isAlone ? `<script type="module" src="/${variant}.js"></script>` : '';
      // Where a sample is only about some attributes, or leaves the address to the page.
      const rest = / (?:poll|websocket|events|supabase)-url=/.test(code) || isBoard ? '' : ' poll-url="/orders/{id}"';
      const whole = filledIn(code).replace(`<${tracker}`, `<${tracker}${rest}`);
      const isForeign = code.includes('"root": "data"');
      backEnd.begin(isForeign ? tickets : undefined);
      await open(place, `${head}${whole}${code.includes(`<${name}`) ? '' : usualTag}`);
      if (isBoard) {
        await comes(`document.querySelector('${name}').shadowRoot?.textContent.includes('42')`);
      } else {
        await comes(`document.querySelector('${tracker}[status=preparing]')`);
        if (/(?:websocket|events|supabase)-url=/.test(code)) {
          await comes(`document.querySelector('${tracker}[connection=connected]')`);
          backEnd.finish();
          await comes(`document.querySelector('${tracker}[status=ready]')`);
        }
      }
    }
    assert.deepEqual(complaints.splice(0), []);
  });

  it('take the secret out of the address before other scripts, if that is what they are for', async () => {
    const samples = all.filter(({ place, language }) => place.includes('tracking-links.md') && language === 'html');
    const classic = samples.find(({ code }) => code.includes('src='));
    assert.ok(classic);
    await open(classic.place, `${filledIn(classic.code)}<script>globalThis.seen = location.hash;</script>`);
    assert.equal(await page.evaluate('globalThis.seen'), '');
    assert.deepEqual(complaints.splice(0), []);
  });

  for (const sample of browserSamples) {
    const { document, language, words, html = usualTag, until, answer, status, address } = sample;
    it(`do what ${document} says of its ${language}${words === undefined ? '' : ` with "${words}"`}`, async () => {
      const { place, code } = sampleOf(sample);
      backEnd.begin(answer, status);
      const body = `${filledIn(html)}${language === 'css' ? styles(code) : isBundled(sample) ? linked(sample) : inline(sample)}`;
      await open(place, body, address ?? '');
      await comes(until);
      assert.deepEqual(complaints.splice(0), []);
    });
  }

  it('are all of those that are said to run here', () => {
    const named = new Set(browserSamples.map(sampleOf));
    const others = all.filter((sample) => {
      const isHere = runsOf(sample).some(({ test }) => test === pages);
      return isHere && !named.has(sample) && !isFollowing(sample) && !sample.code.includes('tracking-link.js');
    });
    assert.deepEqual(
      others.map(({ place }) => place),
      [],
    );
  });

  const cdnScript = `<script type="module" src="/${tracker}.js"></script>`;
  const styles = (code: string) => `${cdnScript}<style>${code}</style>`;
  const linked = (sample: BrowserSample) => `<script type="module" src="${pathOf(sample)}"></script>`;
  const inline = (sample: BrowserSample) =>
    `${cdnScript}<script type="module">
      const tracker = document.querySelector('${tracker}');
      ${filledIn(whole(sample))}
    </script>`;

  /** All that import something, in one run of the bundler, which shares what they have in common. */
  async function bundled(): Promise<readonly (readonly [path: string, script: string])[]> {
    const byName = new Map(browserSamples.filter(isBundled).map((sample) => [pathOf(sample).slice(1, -3), sample]));
    const { outputFiles } = await build({
      entryPoints: [...byName.keys()],
      outdir: projectPath('build', 'samples-run'),
      bundle: true,
      splitting: true,
      write: false,
      format: 'esm',
      jsx: 'automatic',
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'error',
      plugins: [
        {
          name: 'samples',
          setup({ onResolve, onLoad }) {
            onResolve({ filter: /^sample-/ }, ({ path }) => ({ path, namespace: 'sample' }));
            onLoad({ filter: /.*/, namespace: 'sample' }, ({ path }) => {
              const sample = byName.get(path);
              assert.ok(sample);
              const loader: Loader = sample.language === 'html' ? 'js' : (sample.language as Loader);
              return { contents: filledIn(whole(sample)), loader, resolveDir: projectPath() };
            });
          },
        },
      ],
    });
    return outputFiles.map(({ path, text }) => [`/${path.split('/').at(-1)}`, text]);
  }
});

/** HTML that shows an order, or makes a page able to. */
function isFollowing(sample: Sample): boolean {
  const { language, code } = sample;
  const isHere = runsOf(sample).some(({ test }) => test === pages);
  return isHere && language === 'html' && /<order-status-|importmap/.test(code);
}

/** An answer in the words of json.md. */
function tickets(status: string): unknown {
  return { data: { uuid: '42', ticket: '42', state: status === 'ready' ? 'DONE' : 'COOKING', total: 12.5 } };
}

function isBundled(sample: BrowserSample): boolean {
  const { language } = sample;
  return ['jsx', 'ts', 'tsx'].includes(language) || /^\s*import /m.test(sampleOf(sample).code);
}

function pathOf(sample: BrowserSample): string {
  return `/sample-${browserSamples.indexOf(sample)}.js`;
}

/** The sample with what it needs around it. */
function whole(sample: BrowserSample): string {
  const {
    language,
    before: first = '',
    after: last = '',
    around = (code: string) => `${first}\n${code}\n${last}`,
  } = sample;
  const { code } = sampleOf(sample);
  return around(
    language === 'html'
      ? scriptsIn(code)
          .map((script) => script.code)
          .join('\n')
      : code,
  );
}
