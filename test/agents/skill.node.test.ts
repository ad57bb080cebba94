import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, normalize } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { run } from '../../src/doctor/run.js';
import { testWorld } from '../doctor/examination.js';
import { type SmallServer, withServer } from '../doctor/small-servers.js';
import { capability, feedServer, projectServer, streamServer, ticketServer } from './back-ends.js';

const skillFile = 'skills/order-status-tracker/SKILL.md';
const skill = readFileSync(skillFile, 'utf8');
const worked = skill.slice(skill.indexOf('## Four back ends'), skill.indexOf('## When attributes'));

/** The first block of a language below a heading of the worked examples. */
function block(heading: string, language: string): string {
  const section = worked.split(/^### /m).find((one) => one.startsWith(heading)) ?? '';
  const found = section.split(`\`\`\`${language}\n`)[1]?.split('\n```')[0];
  assert.ok(found, `"${heading}" has no block of ${language}`);
  return found;
}

const idOf = (tag: string) => /order-id="([^"]+)"/.exec(tag)?.[1] ?? '';

/** Gives the doctor the page's tag, with the addresses of a server here, as the page says. */
async function examine(tag: string, starting: Promise<SmallServer>, ...options: string[]): Promise<string> {
  return withServer(starting, async ({ url }) => {
    const local = tag.replace(/(wss|https):\/\/[a-z.]+\.(com|co|example)(?=[/"])/g, (_, scheme) =>
      scheme === 'wss' ? url.replace('http', 'ws') : url,
    );
    let printed = '';
    const words = ['doctor', 'tag.html', '--origin', 'https://www.restaurant.example', ...options];
    const code = await run(words, testWorld(), {
      print: (text) => {
        printed += `${text}\n`;
      },
      printError: (text) => {
        printed += `${text}\n`;
      },
      isColoured: false,
      readFile: async () => local,
    });
    assert.equal(code, 0, `${local}\n${printed}`);
    assert.match(printed, / 0 wrong|^0 wrong/m);
    return printed;
  });
}

describe('the skill for agents', () => {
  it('says in its front matter what it is for, within the limits of the format', () => {
    const { name, description } = parse(skill.split('---\n')[1] ?? '');
    assert.equal(name, dirname(skillFile).split('/').pop());
    assert.ok(description.length > 80 && description.length <= 1024);
    assert.ok(skill.split('\n').length < 500);
  });

  it('leads to a JSON endpoint with odd words', async () => {
    const tag = block('JSON with odd words', 'html');
    const printed = await examine(tag, ticketServer(block('JSON with odd words', 'json'), idOf(tag)));
    assert.match(printed, /RIGHT +followed: The tracker follows the order: preparing, polling/);
    assert.doesNotMatch(printed, /value-|items-|status-/);
  });

  it('leads to a WebSocket with messages of its own', async () => {
    const tag = block('A WebSocket', 'html');
    const printed = await examine(tag, feedServer(idOf(tag)));
    assert.match(printed, /RIGHT +followed: The tracker follows the order: preparing, connected/);
    assert.match(printed, /RIGHT +ping-answered/);
    assert.doesNotMatch(printed, /confirm-missing|heartbeat-missing/);
  });

  it('leads to an event stream whose events differ', async () => {
    const tag = block('An event stream', 'html');
    const printed = await examine(tag, streamServer(block('An event stream', 'text'), idOf(tag)));
    assert.match(printed, /RIGHT +followed: The tracker follows the order: ready, connected/);
    assert.doesNotMatch(printed, /status-unknown|order-unreadable/);
  });

  it('leads to a table of a Supabase project, with a token for the guest', async () => {
    const tag = block('A Supabase table', 'html').replace('sb_publishable_…', 'sb_publishable_0123456789abcdef');
    const printed = await examine(tag, projectServer(idOf(tag)), '--capability', capability);
    assert.match(printed, /RIGHT +followed: The tracker follows the order: preparing/);
    assert.match(printed, /RIGHT +token-given/);
    assert.match(printed, /RIGHT +strangers-refused/);
  });
});

describe('what agents read', () => {
  const shipped: readonly string[] = JSON.parse(readFileSync('package.json', 'utf8')).files;
  const isShipped = (path: string) => shipped.some((entry) => path === entry || path.startsWith(`${entry}/`));
  const always = ['README.md', 'LICENSE', 'package.json'];

  for (const file of ['AGENTS.md', skillFile]) {
    it(`${file} is in the package, with everything that it links to`, () => {
      const text = readFileSync(file, 'utf8');
      const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
      assert.ok(links.length > 0);
      for (const path of [file, ...links.map((link) => normalize(`${dirname(file)}/${link}`))]) {
        assert.ok(isShipped(path) || always.includes(path), `${path} is not in "files" of package.json`);
        if (!path.startsWith('dist/')) assert.ok(existsSync(path), `${path} is not there`);
      }
    });

    it(`${file} names attributes, properties and parts that exist`, () => {
      const text = readFileSync(file, 'utf8');
      const manifest = readFileSync('custom-elements.json', 'utf8');
      const inTags = [...text.matchAll(/<order-status-tracker([^>]*?)>/gs)].flatMap(([, attributes = '']) =>
        [...attributes.replace(/'[^']*'|"[^"]*"/g, '').matchAll(/([a-z-]+)=/g)].map(([, name]) => name),
      );
      const inText = [...text.matchAll(/`([a-z]+-[a-z-]+)="/g)].map(([, name]) => name);
      const inStyles = [...text.matchAll(/--order-status-[a-z-]+(?=:)|(?<=::part\()[a-z-]+/g)].map(([name]) => name);
      for (const name of [...inTags, ...inText, ...inStyles]) {
        assert.ok(manifest.includes(`"name": "${name}"`), `${name} is not in the manifest`);
      }
    });
  }
});
