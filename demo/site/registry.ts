import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * The component registry in demo/registry, in the form that `npx shadcn add <address of an item>` reads: the item's JSON with
 * its files' text in it. What `shadcn build` makes, without that command and what it depends on.
 */

export interface RegistryFile {
  readonly path: string;
  readonly type: string;
  readonly target?: string;
  readonly content?: string;
}

export interface RegistryItem {
  readonly $schema?: string;
  readonly name: string;
  readonly type: string;
  readonly dependencies?: readonly string[];
  readonly files: readonly RegistryFile[];
}

export interface Registry {
  readonly name: string;
  readonly homepage: string;
  readonly items: readonly RegistryItem[];
}

const folder = 'demo/registry';

/** The registry as its authors wrote it. */
export function readRegistry(): Registry {
  return JSON.parse(readFileSync(join(folder, 'registry.json'), 'utf8'));
}

/** The list of all items, which asks for the same version as each of them. */
export function builtRegistry(version: string): Registry {
  const registry = readRegistry();
  const items = registry.items.map((item) => ({ ...item, dependencies: ofVersion(item, version) }));
  return { ...registry, items };
}

function ofVersion({ dependencies = [] }: RegistryItem, version: string): readonly string[] {
  return dependencies.map((name) => (name === 'order-status-tracker' ? `${name}@^${version}` : name));
}

/** The items that can be installed, each whole. `version` is the package's: the item asks for this one or a compatible one. */
export function builtItems(version: string): readonly RegistryItem[] {
  return readRegistry().items.map((item) => ({
    $schema: 'https://ui.shadcn.com/schema/registry-item.json',
    ...item,
    dependencies: ofVersion(item, version),
    files: item.files.map((file) => ({ ...file, content: readFileSync(join(folder, file.path), 'utf8') })),
  }));
}
