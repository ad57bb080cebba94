import { readdir, readFile } from 'node:fs/promises';
import type { Browser } from 'puppeteer-core';

/** Stops every process of a browser while `meanwhile` runs, like a phone that sleeps. Linux only. */
export async function suspendBrowser(browser: Browser, meanwhile: () => Promise<void>): Promise<void> {
  const root = browser.process()?.pid;
  if (root === undefined) throw new Error('The browser has no process id: it was not started by this program.');
  const processes = await treeOf(root);
  for (const pid of processes) process.kill(pid, 'SIGSTOP');
  try {
    await meanwhile();
  } finally {
    for (const pid of processes) process.kill(pid, 'SIGCONT');
  }
}

/** The ids of a process and all its descendants. */
async function treeOf(root: number): Promise<readonly number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // The program's name is in brackets and may contain any character. The state and the parent's id follow it.
    const [, parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    parents.set(pid, Number(parent));
  }
  const tree = [root];
  for (const pid of tree) tree.push(...[...parents].filter(([, parent]) => parent === pid).map(([child]) => child));
  return tree;
}
