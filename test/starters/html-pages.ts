import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectPath } from '../../demo/server/project-files.js';

const example = 'https://cdn.example.com/';

/**
 * Copies the plain pages, with the address of a CDN that runs and the hashes of its files: a page that is copied from the
 * documentation has those of a release.
 */
export function writeHtmlPages(folder: string, cdnFolder: string, cdnUrl: string): void {
  mkdirSync(folder, { recursive: true });
  cpSync(projectPath('test', 'starters', 'html'), folder, { recursive: true });
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.html'))) {
    const text = readFileSync(join(folder, name), 'utf8');
    const hashed = text.replace(
      /(https:\/\/cdn\.example\.com\/)([\w.-]+)(".*?)sha384-…/g,
      (_, origin: string, file: string, between: string) =>
        `${origin}${file}${between}${integrityOf(join(cdnFolder, file))}`,
    );
    if (hashed.includes('…')) throw new Error(`${name} has a hash without the address of its file on the same line.`);
    writeFileSync(join(folder, name), hashed.replaceAll(example, `${cdnUrl}/`));
  }
}

function integrityOf(file: string): string {
  return `sha384-${createHash('sha384').update(readFileSync(file)).digest('base64')}`;
}
