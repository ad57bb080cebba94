import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectPath } from '../../demo/server/project-files.js';

const example = 'https://cdn.example.com/';

/**
 * Copies the plain pages, with the address of a CDN that runs and the hashes of its files: a page that is copied from the
 * documentation has those of a release. The import map gets the hashes of the parts as well.
 */
export function writeHtmlPages(folder: string, cdnFolder: string, cdnUrl: string): void {
  mkdirSync(folder, { recursive: true });
  cpSync(projectPath('test', 'starters', 'html'), folder, { recursive: true });
  const hashOf = (file: string) => integrityOf(readFileSync(join(cdnFolder, file)));
  const parts = readdirSync(join(cdnFolder, 'parts')).map((name) => `parts/${name}`);
  const partHashes = parts.map((part) => `"${example}${part}": "${hashOf(part)}",`);
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.html'))) {
    const text = readFileSync(join(folder, name), 'utf8')
      .replace(/(\/([\w.-]+\.js)".*?)sha384-…/g, (_, before: string, file: string) => before + hashOf(file))
      .replace('"integrity": {', (start) => [start, ...partHashes].join(' '));
    if (text.includes('…')) throw new Error(`${name} has a hash without the address of its file on the same line.`);
    writeFileSync(join(folder, name), text.replaceAll(example, `${cdnUrl}/`));
  }
}

function integrityOf(content: Buffer): string {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}
