import { posix } from 'node:path';
import type { Guide } from './guides.js';
import { type PictureSize, pictureSize } from './picture-size.js';

/** Where the sources are read that are no page of the site. */
export const repository = 'https://github.com/order-status-tracker/order-status-tracker';

export interface Picture {
  readonly address: string;
  readonly size: PictureSize | undefined;
}

/** Addresses in a guide, as they have to be in its page. Pages know each other by relative addresses. */
export class Links {
  readonly #pages: ReadonlyMap<string, string>;
  /** The project's files that pages show, such as pictures: they have to be copied to `<site>/files/`. */
  readonly files = new Set<string>();

  constructor(guides: readonly Guide[]) {
    this.#pages = new Map(guides.map((guide) => [guide.path, pageOf(guide)]));
  }

  /** The address of a link that stands in this guide. */
  link(guide: Guide, address: string): string {
    if (isElsewhere(address)) return address;
    const [path = '', fragment] = address.split('#');
    const file = fileOf(guide, decodeURI(path));
    const page = this.#pages.get(file);
    const hash = fragment === undefined ? '' : `#${fragment}`;
    if (page !== undefined) return `${relative(pageOf(guide), page)}${hash}`;
    if (/\.(svg|png|jpg|webp|zip)$/.test(file)) return this.#file(guide, address);
    return `${repository}/${/\.\w+$/.test(file) ? 'blob' : 'tree'}/main/${file}${hash}`;
  }

  /** The address and size of a picture that stands in this guide. */
  picture(guide: Guide, address: string): Picture {
    if (isElsewhere(address)) return { address, size: undefined };
    return { address: this.#file(guide, address), size: pictureSize(fileOf(guide, address)) };
  }

  #file(guide: Guide, address: string): string {
    const file = fileOf(guide, address);
    this.files.add(file);
    return relative(pageOf(guide), `files/${file}`);
  }
}

/** A file that a guide refers to, from the project's folder on. */
function fileOf({ path }: Guide, address: string): string {
  return posix.join(posix.dirname(path), address);
}

/** The page of a guide within the site. */
export function pageOf({ slug }: Pick<Guide, 'slug'>): string {
  return `guides/${slug}.html`;
}

/** The way from one page of the site to another file of it. */
export function relative(from: string, to: string): string {
  return posix.relative(posix.dirname(from), to);
}

/** The relative path from a page to the site's root folder: `../`, or an empty text for pages in the root. */
export function rootOf(page: string): string {
  return '../'.repeat(page.split('/').length - 1);
}

function isElsewhere(address: string): boolean {
  return address.startsWith('#') || /^[a-z]+:/i.test(address);
}
