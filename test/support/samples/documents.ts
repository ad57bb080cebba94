import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The documents that users read, and whose samples are checked: the README and every guide. */
export function documents(): readonly string[] {
  const guides = readdirSync('demo/guides', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.md'),
  );
  return ['README.md', ...guides.map((name) => join('demo/guides', name)).sort()];
}
