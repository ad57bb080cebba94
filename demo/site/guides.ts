import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** A page of the site that is written in Markdown. */
export interface Guide {
  /** Where the page is, without its ending: `react`, `owners/wix`. */
  readonly slug: string;
  /** Its file, from the project's folder on: `demo/guides/react.md`. */
  readonly path: string;
  readonly title: string;
  /** For whom or what it is; one of `roles`. */
  readonly role: Role;
  /** Its place among those of its role; the lowest comes first. */
  readonly order: number;
  /** What it is about, in a sentence, where the first sentence of its text does not say it. */
  readonly summary?: string | undefined;
  /** Markdown, without the front matter. */
  readonly text: string;
}

/** The groups of the sidebar, in their order, and their headings. */
export const roles = {
  start: 'Start',
  owner: 'For owners',
  'back-end': 'Connect a back end',
  framework: 'Frameworks',
  design: 'Make it yours',
  trust: 'What guests can rely on',
  server: 'Run a server',
  developer: 'For developers',
  reference: 'Reference',
} as const;
export type Role = keyof typeof roles;

const folder = 'demo/guides';

/** Documents that stand beside the code that they describe, and are pages of the site as well. */
const besideCode: readonly Omit<Guide, 'text' | 'title'>[] = [
  {
    slug: 'reference/field-map',
    path: 'src/order/field-map/FIELD-MAP.md',
    role: 'reference',
    order: 40,
    summary: 'Every key of a field map: where another back end keeps an order’s fields, and what its words mean.',
  },
  {
    slug: 'reference/protocol',
    path: 'src/transports/websocket/PROTOCOL.md',
    role: 'reference',
    order: 50,
    summary: 'The messages and close codes of our own WebSocket protocol, for those who write a server.',
  },
  {
    slug: 'reference/doctor',
    path: 'src/doctor/DOCTOR.md',
    role: 'reference',
    order: 60,
    summary: 'A command that examines a back end from outside: its options, and every finding with what to do.',
  },
];

/** Reads every guide, in the order of the sidebar. */
export function readGuides(): readonly Guide[] {
  const own = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => parseGuide(posix.join(folder, name), readFileSync(posix.join(folder, name), 'utf8')));
  const others = besideCode.map((guide) => {
    const text = readFileSync(guide.path, 'utf8');
    return { ...guide, text, title: headingOf(text) ?? guide.slug };
  });
  const names = Object.keys(roles);
  return [...own, ...others].sort(
    (one, other) =>
      names.indexOf(one.role) - names.indexOf(other.role) ||
      one.order - other.order ||
      one.title.localeCompare(other.title),
  );
}

/**
 * Reads a guide's front matter: lines `title: …`, `role: …`, `order: …`, `summary: …` between two lines `---`. Without a
 * title, the first heading is it.
 *
 * @throws if the role is none of `roles`
 */
export function parseGuide(path: string, markdown: string): Guide {
  const [, matter = '', text = markdown] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(markdown) ?? [];
  const facts = new Map(
    [...matter.matchAll(/^(\w+):\s*(.*)$/gm)].map(([, name = '', value = '']) => [
      name,
      value.trim().replace(/^(['"])(.*)\1$/, '$2'),
    ]),
  );
  const role = facts.get('role') ?? 'developer';
  if (!isRole(role))
    throw new Error(`${path}: there is no role "${role}"; there are ${Object.keys(roles).join(', ')}.`);
  return {
    slug: path.slice(folder.length + 1).replace(/\.md$/, ''),
    path,
    title: facts.get('title') ?? headingOf(text) ?? path,
    role,
    order: Number(facts.get('order') ?? 50),
    summary: facts.get('summary'),
    text,
  };
}

function headingOf(text: string): string | undefined {
  return /^# (.*)$/m.exec(text)?.[1];
}

function isRole(name: string): name is Role {
  return name in roles;
}
