import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { projectPath } from '../../demo/server/project-files.js';
import { en } from '../../src/locales/en.js';

const folder = projectPath('demo', 'guides', 'owners');
const guides = readdirSync(folder).filter((name) => name.endsWith('.md'));
const pictures = readdirSync(join(folder, 'pictures'));
const read = (...parts: readonly string[]) => readFileSync(join(folder, ...parts), 'utf8');
const plugin = (name: string) =>
  readFileSync(projectPath('demo', 'wordpress', 'order-status-tracker', ...name.split('/')), 'utf8');

/** The script that packs what the guides offer for download. */
const packed = readFileSync(projectPath('test', 'support', 'bundles', 'make-zips.mjs'), 'utf8');

/** The anchor that GitHub, and the site, give a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

describe('the guides for owners', () => {
  it('have a page for each builder, and those that every owner needs', () => {
    const builders = ['wordpress', 'squarespace', 'wix', 'webflow', 'shopify', 'square-online', 'google-sites'];
    const others = ['before-lunch', 'hosting', 'ask-your-till', 'telling-guests', 'when-it-fails'].concat([
      'unanswered-orders',
      'wallet',
    ]);
    assert.deepEqual(guides.toSorted(), [...builders, ...others].map((name) => `${name}.md`).toSorted());
    for (const name of builders) {
      assert.ok(read('before-lunch.md').includes(`(${name}.md)`), `the first page leads to ${name}`);
      assert.match(read(`${name}.md`), /^## How sure this is$/m);
    }
  });

  for (const guide of guides) {
    const text = read(guide);

    it(`says on ${guide} whom it is for, and its links and pictures are there`, () => {
      const [, title, order] = /^---\ntitle: (.+)\nrole: owner\norder: (\d+)\n(?:summary: .+\n)?---\n/.exec(text) ?? [];
      assert.ok(title && order);
      assert.ok(text.includes(`\n# ${title}\n`), 'the heading is the title');
      for (const [, words = '', target = ''] of text.matchAll(/!?\[([^\]]*)\]\(([^)]+)\)/g)) {
        if (/^https?:/.test(target)) continue;
        const [, zip] = /^\.\.\/\.\.\/\.\.\/build\/(.+\.zip)$/.exec(target) ?? [];
        if (zip !== undefined) {
          assert.ok(packed.includes(`'${zip}'`), `the build does not pack ${zip}`);
          continue;
        }
        const [path = '', anchor] = target.split('#');
        const file = path === '' ? join(folder, guide) : join(dirname(join(folder, guide)), path);
        assert.ok(existsSync(file), `${target} is missing`);
        assert.ok(words.length > 0, `${target} has no words`);
        if (anchor === undefined) continue;
        const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
          anchorOf(heading),
        );
        assert.ok(headings.includes(anchor), `${target}: there are ${headings.join(', ')}`);
      }
    });
  }

  it('number the steps of a picture as the text does', () => {
    for (const picture of pictures) {
      const numbers = [...read('pictures', picture).matchAll(/class="number"[^>]*>(\d)</g)].map(([, number]) =>
        Number(number),
      );
      const last = Math.max(0, ...numbers);
      assert.deepEqual(
        numbers.toSorted(),
        Array.from({ length: last }, (_, index) => index + 1),
        picture,
      );
      const guide = guides.find((name) => read(name).includes(`pictures/${picture}`));
      assert.ok(guide, `${picture} is shown nowhere`);
      const after =
        read(guide)
          .split(`pictures/${picture})`)[1]
          ?.split(/\n!\[|\n## /)[0] ?? '';
      const steps = [...after.matchAll(/^(\d)\. /gm)].map(([, number]) => Number(number));
      if (last > 0) assert.equal(Math.max(0, ...steps), last, `${picture}: the steps below it`);
    }
  });

  it('have pictures that are legible on a phone, in light and dark, and have words for those who cannot see them', () => {
    for (const picture of pictures) {
      const svg = read('pictures', picture);
      assert.match(svg, /viewBox="0 0 360 \d+"/, picture);
      assert.match(svg, /<title id="title">.{10,}<\/title>\n {2}<desc id="description">.{30,}<\/desc>/, picture);
      assert.match(svg, /@media \(prefers-color-scheme: dark\)/, picture);
      const sizes = [...svg.matchAll(/font: (?:\d+ )?(\d+)px|font-size: (\d+)px/g)].map(([, one, two]) =>
        Number(one ?? two),
      );
      assert.ok(sizes.length > 0 && Math.min(...sizes) >= 11, `${picture} has letters smaller than 11 px`);
      assert.doesNotMatch(svg, /<[^>]*\s(?:href|src)=|url\(|<script|<image|<foreignObject/, picture);
    }
  });

  it('quote what guests read as the tracker says it', () => {
    const known: readonly string[] = Object.values(en).filter((words) => typeof words === 'string');
    const [, table = ''] = /\| What guests read [^\n]+\n[^\n]+\n((?:\|.+\n)+)/.exec(read('when-it-fails.md')) ?? [];
    const quoted = [...table.matchAll(/^\| [^|]*?"([^"]+)"/gm)].map(([, words = '']) => words);
    assert.ok(quoted.length >= 8);
    for (const words of [...quoted, 'Estimated by time', 'The restaurant hasn’t confirmed it yet.'])
      assert.ok(known.includes(words.replace('19:32', '{time}')), words);
  });

  it('list the tills that the tracker knows, by the names that the plugin has', () => {
    const rows = [...read('ask-your-till.md').matchAll(/^\| (?!Name)(.+) \| `([a-z-]+)` \|$/gm)].map(
      ([, name, preset]) => [preset, name],
    );
    const offered = [...plugin('includes/choices.php').matchAll(/^\t\t'([a-z-]+)' +=> '([A-Z].*|iFood)',$/gm)]
      .map(([, preset, name]) => [preset, name])
      .slice(0, rows.length);
    assert.ok(rows.length > 20);
    assert.deepEqual(rows, offered);
    const files = readdirSync(projectPath('src', 'order', 'field-map', 'presets')).map((name) =>
      name.replace('.ts', ''),
    );
    assert.deepEqual(rows.map(([preset]) => preset).toSorted(), files.toSorted());
  });

  it('call the plugin’s fields and block by their names', () => {
    const guide = read('wordpress.md');
    const page = plugin('includes/settings-page.php');
    for (const label of ['Address of an order', 'Whose words it speaks', 'Telephone for guests', 'Try it']) {
      assert.ok(guide.includes(`**${label}**`), label);
      assert.ok(page.includes(`'${label}'`), label);
    }
    const { title } = JSON.parse(plugin('block/block.json')) as { readonly title: string };
    assert.ok(guide.includes(`block **${title}**`));
    assert.ok(
      guide.includes('[order_status]') && plugin('order-status-tracker.php').includes("add_shortcode( 'order_status'"),
    );
  });
});
