import { readdir, readFile } from 'node:fs/promises';
import type { Browser } from 'puppeteer-core';

/** Stops every process of a browser, as a sleeping phone does, until `meanwhile` is over. Linux only. */
export async function nap(browser: Browser, meanwhile: () => Promise<void>): Promise<void> {
  const root = browser.process()?.pid;
  if (root === undefined) throw new Error('This browser was not started here.');
  const processes = await treeOf(root);
  for (const pid of processes) process.kill(pid, 'SIGSTOP');
  try {
    await meanwhile();
  } finally {
    for (const pid of processes) process.kill(pid, 'SIGCONT');
  }
}

/** A process and all that it started. */
async function treeOf(root: number): Promise<readonly number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // The program's name stands in brackets and may hold anything; state and parent follow it.
    const [, parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    parents.set(pid, Number(parent));
  }
  const tree = [root];
  for (const pid of tree) tree.push(...[...parents].filter(([, parent]) => parent === pid).map(([child]) => child));
  return tree;
}
