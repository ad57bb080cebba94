import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const { repository } = JSON.parse(readFileSync('package.json', 'utf8')) as { repository: { url: string } };
const home = repository.url.replace(/^git\+|\.git$/g, '');
const raw = home.replace('https://github.com/', 'https://raw.githubusercontent.com/');

/** Below which address of our repository a file of it stands. */
const bases = [`${home}/blob/main/`, `${home}/tree/main/`, `${raw}/main/`, `${home}/raw/main/`];

/** Where the pictures and links of a Markdown text lead. */
export function addressesIn(markdown: string): readonly { readonly address: string; readonly isPicture: boolean }[] {
  const text = markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  const inline = [...text.matchAll(/(!?)\[(?:[^[\]]|\[[^\]]*\]\([^)]*\))*\]\(([^)\s]+)[^)]*\)/g)].map(
    ([, mark, address = '']) => ({ address, isPicture: mark === '!' }),
  );
  const tags = [...text.matchAll(/<(img|source|a)\b[^>]*?\b(?:src|srcset|href)="([^"\s]+)/g)].map(
    ([, tag, address = '']) => ({ address, isPicture: tag !== 'a' }),
  );
  return [...inline, ...tags];
}

/** GitHub's and npm's name of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

/** What of an address does not work on npm; `undefined` for one that does. */
export function faultOf(
  { address, isPicture }: { address: string; isPicture: boolean },
  anchors: readonly string[],
): string | undefined {
  if (address.startsWith('#')) return anchors.includes(address.slice(1)) ? undefined : `${address} is no heading`;
  if (!/^https?:/.test(address))
    return `${address} is relative: on npm ${isPicture ? 'the picture is not there' : 'the link is dead'}`;
  const base = bases.find((start) => address.startsWith(start));
  if (!base) return undefined;
  const path = decodeURI(address.slice(base.length).replace(/[?#].*/, ''));
  return existsSync(path) ? undefined : `${address}: there is no ${path}`;
}

describe('the README as npm shows it', () => {
  it('has no dead link and no picture that is missing', () => {
    const readme = readFileSync('README.md', 'utf8');
    const anchors = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
    const found = addressesIn(readme);
    assert.ok(found.length > 0);
    assert.deepEqual(
      found.flatMap((one) => faultOf(one, anchors) ?? []),
      [],
    );
  });
});
