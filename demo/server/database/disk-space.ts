import { statfs } from 'node:fs/promises';

/**
 * Below this, in bytes, nothing more is written. PostgreSQL's log grows by files of 16 MB; when one cannot be made,
 * PGlite spins for ever in the server's only thread and answers nobody, so it must not come to that.
 */
const leastSpace = 48 * 1024 * 1024;
/** How long an answer of the file system counts, in milliseconds. */
const checkEvery = 1000;

/** Says whether a folder's disk has room. */
export class DiskSpace {
  readonly #folder: string;
  readonly #least: number;
  #isFull = false;
  #checkedAt = Number.NEGATIVE_INFINITY;

  constructor(folder: string, least = leastSpace) {
    this.#folder = folder;
    this.#least = least;
  }

  /** Whether there is too little space to write. Asks the file system once a second at most. */
  async isFull(): Promise<boolean> {
    const now = performance.now();
    if (now - this.#checkedAt < checkEvery) return this.#isFull;
    this.#checkedAt = now;
    const { bavail, bsize } = await statfs(this.#folder);
    this.#isFull = bavail * bsize < this.#least;
    return this.#isFull;
  }
}
