import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { type Guide, readGuides } from '../../demo/site/guides.js';
import { llmsFull, llmsIndex } from '../../demo/site/llms.js';

const guide = (more: Partial<Guide>): Guide => ({
  slug: 'own',
  path: 'demo/guides/own.md',
  title: 'Your own JSON',
  role: 'back-end',
  order: 1,
  text: '# Your own JSON\n\n```html\n<a>\n\n</a>\n```\n\nMap **any** [endpoint](../pages/x.html) that answers JSON. More words.\n',
  ...more,
});
const pages = ({ slug }: Guide) => `https://example.com/${slug}.html`;

describe('llms.txt', () => {
  it('has the form of llmstxt.org: one title, a quoted summary, then only lists of links below headings', () => {
    const lines = llmsIndex(readGuides(), pages).trim().split('\n');
    assert.match(lines[0] ?? '', /^# \S/);
    assert.equal(lines.filter((line) => line.startsWith('# ')).length, 1);
    assert.match(lines[2] ?? '', /^> .{40,}/);
    const sections = lines.slice(lines.findIndex((line) => line.startsWith('## ')));
    assert.ok(sections.length > 5);
    for (const line of sections) assert.match(line, /^(## .+|- \[[^\]]+\]\(\S+\)(: .+)?|)$/, line);
  });

  it('names every guide once, with its first sentence', () => {
    const guides = readGuides();
    const index = llmsIndex(guides, pages);
    assert.ok(guides.length > 5);
    for (const one of guides) assert.equal(index.split(`](${pages(one)})`).length, 2, one.slug);
    const line = llmsIndex([guide({})], pages)
      .split('\n')
      .find((one) => one.startsWith('- [Your own JSON]'));
    assert.equal(line, '- [Your own JSON](https://example.com/own.html): Map any endpoint that answers JSON.');
  });

  it('has whole sentences, whose underscores and code stay, and says where an address leads', () => {
    const index = llmsIndex(readGuides(), pages, [], 'See `<!-- x -->`.');
    assert.match(index, /\n\nSee `<!-- x -->`\.\n\n## /);
    for (const line of index.split('\n').filter((one) => one.startsWith('- [')))
      assert.doesNotMatch(line, /[:,…]$/, line);
    const said = llmsIndex([guide({ text: '# A\n\nThe placeholder `__ORDER_ID__` stands here:\n\n- x\n' })], pages);
    assert.match(said, /: The placeholder `__ORDER_ID__` stands here\.$/m);
  });

  it('puts what can be left out under "Optional", as the last section', () => {
    const index = llmsIndex([guide({ role: 'server', title: 'nginx', slug: 'nginx' }), guide({})], pages);
    const headings = index.split('\n').filter((line) => line.startsWith('## '));
    assert.deepEqual(headings, ['## Connect a back end', '## Optional']);
    assert.match(index.slice(index.indexOf('## Optional')), /nginx/);
  });
});

describe('llms-full.txt', () => {
  it('has the whole text of each guide, in the same order', () => {
    const full = llmsFull(readGuides());
    let last = -1;
    for (const { path, text } of readGuides()) {
      const place = full.indexOf(`<!-- ${path} -->`);
      assert.ok(place > last, path);
      last = place;
      const end =
        text
          .trim()
          .split('\n')
          .at(-1)
          ?.replaceAll(/\]\([^)]*\)/g, '') ?? '';
      assert.ok(full.replaceAll(/\]\([^)]*\)/g, '').includes(end), path);
    }
  });

  it('turns links to paths from the root of the repository, and leaves code as it is', () => {
    const text =
      'See [one](../pages/x.html#a), [two](#here), [three](https://a.example/b).\n\n```md\n[x](../y.md)\n```\n';
    const full = llmsFull([guide({ text })]);
    assert.match(full, /\[one\]\(demo\/pages\/x\.html#a\), \[two\]\(#here\), \[three\]\(https:\/\/a\.example\/b\)/);
    assert.match(full, /\[x\]\(\.\.\/y\.md\)/);
  });

  it('does so after code that stands in a list, and in code of two lists alike', () => {
    const block = '   ```sh\n   cat [x](../y.md)\n   ```';
    const text = `1. Type\n\n${block}\n2. See [one](../one.md).\n\n${block}\n3. See [\`two\`](../two.md).\n`;
    const full = llmsFull([guide({ text })]);
    assert.match(full, /\[one\]\(demo\/one\.md\)[\s\S]*\[`two`\]\(demo\/two\.md\)/);
    assert.equal(full.split('cat [x](../y.md)').length, 3);
  });

  it('links only to files that exist', () => {
    const prose = llmsFull(readGuides()).replaceAll(/^ *```[\s\S]*?\n *```/gm, '');
    const links = [...prose.matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)/g)];
    assert.ok(links.length > 10);
    // The build writes the zips.
    for (const [, link = ''] of links) assert.ok(link.startsWith('build/') || existsSync(link), link);
  });
});
