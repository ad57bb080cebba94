import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { tryLock } from 'fs-native-extensions';
import { closedFile, hasDatabase, isRefusal, ownedByOther } from './folder-owner.js';

/** The data folder cannot be used. The message says why and what to do. */
export class DataFolderUnusable extends Error {
  override readonly name = 'DataFolderUnusable';
}

/** A data folder that no other server uses. */
export interface DataFolder {
  /** The folder of PostgreSQL's own files. It may not exist yet. */
  readonly cluster: string;
  /** Where a new cluster is built: it becomes `cluster` only once it is complete. */
  readonly unfinished: string;
  release(): Promise<void>;
}

/**
 * Makes the folder if there is none, and locks it. The lock is the operating system's, on an open file: it ends with
 * the process however that ends, so there are no stale locks, and it holds between containers that share the folder.
 */
export async function openDataFolder(path: string): Promise<DataFolder> {
  const folder = resolve(path);
  const refusal = await ownedByOther(folder);
  if (refusal !== undefined) throw new DataFolderUnusable(refusal);
  const lock = await makeAndOpenLock(folder);
  if (!tryLock(lock.fd)) {
    await lock.close();
    throw new DataFolderUnusable(
      `Another server uses the data folder ${folder}. Stop that one, or choose another folder: --data <folder>`,
    );
  }
  // Folders of earlier versions are PostgreSQL's own: its files lie in the folder itself.
  const isOlder = existsSync(join(folder, 'PG_VERSION'));
  return {
    cluster: isOlder ? folder : join(folder, 'database'),
    unfinished: join(folder, 'database.unfinished'),
    release: () => lock.close(),
  };
}

/** Rejects where a folder has no database yet: a command on a mistyped path would make one that nobody uses. */
export async function requireDatabase(path: string): Promise<void> {
  const folder = resolve(path);
  const refusal = await ownedByOther(folder);
  if (refusal !== undefined) throw new DataFolderUnusable(refusal);
  if (await hasDatabase(folder)) return;
  throw new DataFolderUnusable(
    `There is no database in ${folder}. Give the folder of the server, which makes it at its first start: --data <folder>`,
  );
}

/** Why the database of a folder could not be opened: a file that this user may not write, or else damage. */
export async function whyNotOpened(path: string): Promise<DataFolderUnusable> {
  const folder = resolve(path);
  return new DataFolderUnusable(
    (await closedFile(folder)) ??
      `The database in ${path} could not be opened. Its files may be damaged: move the folder away, or restore a copy.`,
  );
}

/** Builds a new cluster with `build`, unless there is one. Whatever moment the process ends at, the next start works. */
export async function ensureCluster(
  { cluster, unfinished }: Pick<DataFolder, 'cluster' | 'unfinished'>,
  build: (folder: string) => Promise<void>,
): Promise<void> {
  if (existsSync(join(cluster, 'PG_VERSION'))) return;
  await rm(unfinished, { recursive: true, force: true });
  await build(unfinished);
  await rename(unfinished, cluster);
}

async function makeAndOpenLock(folder: string): Promise<FileHandle> {
  try {
    await makeFolder(folder);
    return await open(join(folder, 'server.lock'), 'a+');
  } catch (error) {
    throw new DataFolderUnusable((isRefusal(error) && (await closedFile(folder))) || reasonOf(error, folder));
  }
}

/** Makes a folder and its parents. Node's own `recursive` never ends where a parent allows no folders, as /proc does. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return;
    if (code !== 'ENOENT' || existsSync(dirname(folder))) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder);
  }
}

/** Why a folder cannot be used, as a sentence that says what to do. */
function reasonOf(error: unknown, folder: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return `${folder} cannot be a data folder: it, or a part of its path, is a file. Choose a folder: --data <folder>`;
    case 'EACCES':
    case 'EPERM':
      return `The data folder ${folder} cannot be written by this user. Change its owner, or choose another one: --data <folder>`;
    case 'EROFS':
      return `The data folder ${folder} lies on a read-only disk. Choose another one: --data <folder>`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk of the data folder ${folder} is full. Make room, then start again.`;
    default:
      return `The data folder ${folder} cannot be used (${code}). Choose another one: --data <folder>`;
  }
}
