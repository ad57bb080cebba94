import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The numeric id of this process's user; `undefined` on Windows, where files have other owners. */
export const presentUser = (): number | undefined => process.geteuid?.();

/** Whether a data folder has a database, of this version of the server or an earlier one. */
export async function hasDatabase(folder: string): Promise<boolean> {
  const marks = [join(folder, 'database'), join(folder, 'PG_VERSION')];
  return (await Promise.all(marks.map(ownerOf))).some((owner) => owner !== undefined);
}

/**
 * Why `user` must not open a data folder, as a sentence with the command that may: what root writes in the database of
 * another user, that one's server could not open again. A folder without a database may be anybody's who can write there;
 * root can do so everywhere.
 */
export async function ownedByOther(folder: string, user = presentUser()): Promise<string | undefined> {
  if (user === undefined || !(user === 0 || (await hasDatabase(folder)))) return undefined;
  const owner = await ownerOf(folder);
  if (owner === undefined || owner === user) return undefined;
  const [name, present] = await Promise.all([nameOf(owner), nameOf(user)]);
  return `The data folder ${folder} belongs to ${name}, not to ${present}. Run this as its owner: sudo -u ${name} …`;
}

/** A file below the folder that this process may not read and write, as a sentence; `undefined` if there is none. */
export async function closedFile(folder: string): Promise<string | undefined> {
  const path = await firstClosed(folder);
  if (path === undefined) return undefined;
  const user = presentUser();
  const owner = await ownerOf(path);
  const [me, other] = await Promise.all([user, owner].map((id) => (id === undefined ? 'this user' : nameOf(id))));
  return `${path} cannot be read and written by ${me}; it belongs to ${other}. As root: chown -R ${me} ${folder}`;
}

async function firstClosed(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  const isFolder = found.isDirectory();
  const needed = constants.R_OK | constants.W_OK | (isFolder ? constants.X_OK : 0);
  const refused = await access(path, needed).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (isRefusal(refused)) return path;
  // Whatever else is wrong with it, such as a read-only disk, is no matter of owners.
  if (refused !== undefined) return undefined;
  for (const name of isFolder ? await readdir(path) : []) {
    const closed = await firstClosed(join(path, name));
    if (closed !== undefined) return closed;
  }
  return undefined;
}

/** Whether a system call failed because this user may not do that. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');
}

async function ownerOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.uid;
}

/** The name of a user; `#1234` for one without a name, as sudo writes it. */
async function nameOf(user: number): Promise<string> {
  const { stdout } = await promisify(execFile)('id', ['-un', String(user)]).catch(() => ({ stdout: '' }));
  return stdout.trim() || `'#${user}'`;
}
