import type { CDPSession } from 'puppeteer-core';
import { pause, Visit } from '../browser/visit.js';
import { contestants } from '../columns.js';
import type { Group } from '../rows.js';
import { clock } from '../server/bench-server.js';

/** Trackers that are added to a page with one. */
const further = 50;
const crowd = 500;

export const nodes: Group = {
  name: 'nodes',
  maximumRounds: 1,
  rows: [
    { id: 'nodes', tolerance: 0, title: 'DOM nodes of a tracker', unit: '', aim: { most: 110 } },
    { id: 'nodes-all', tolerance: 0, title: 'DOM nodes, with comments and blank texts', unit: '' },
    { id: 'listeners', tolerance: 0, title: 'listeners of a tracker', unit: '', aim: { most: 2 } },
  ],
  async measure({ browser, servers }, column) {
    const visit = await Visit.open(browser, servers[column]);
    await visit.settle();
    const selector = `[data-order="${visit.orderId}"]`;
    const counted = await visit.page.evaluate(countNodes, selector);
    const listeners = await countListeners(visit.meters.session, selector);
    await visit.close();
    return { nodes: [counted.seen], 'nodes-all': [counted.all], listeners: [listeners] };
  },
};

/** Runs in the page. Elements and texts that are not blank, in the light tree and in shadow trees; styles do not count. */
function countNodes(selector: string): { seen: number; all: number } {
  let seen = 0;
  let all = 0;
  const visit = (node: Node) => {
    if (node instanceof HTMLStyleElement) return;
    all += 1;
    if (node instanceof Element || (node instanceof Text && node.data.trim() !== '')) seen += 1;
    if (node instanceof Element && node.shadowRoot) for (const child of node.shadowRoot.childNodes) visit(child);
    for (const child of node.childNodes) visit(child);
  };
  const card = document.querySelector(selector);
  if (card) visit(card);
  return { seen, all };
}

async function countListeners(session: CDPSession, selector: string): Promise<number> {
  const { result } = await session.send('Runtime.evaluate', {
    expression: `document.querySelector(${JSON.stringify(selector)})`,
  });
  const objectId = result.objectId ?? '';
  const { listeners } = await session.send('DOMDebugger.getEventListeners', { objectId, depth: -1, pierce: true });
  return listeners.length;
}

/** What each further tracker of a page costs. */
export const many: Group = {
  name: 'many',
  maximumRounds: 3,
  rows: [
    { id: 'each-heap', title: 'each further tracker: heap', unit: 'kB', digits: 1, aim: { most: 20 } },
    { id: 'each-dom', title: 'each further tracker: heap of the DOM', unit: 'kB', digits: 1 },
    { id: 'each-mount', title: 'each further tracker: work to mount', unit: 'ms', digits: 2, aim: { ratio: 2.5 } },
    { id: 'each-change', title: 'each further tracker: work of a change', unit: 'ms', digits: 2, aim: { ratio: 1.8 } },
  ],
  async measure({ browser, servers }, column) {
    const server = servers[column];
    const visit = await Visit.open(browser, server);
    const { meters } = visit;
    await visit.settle();
    const heapOfOne = await meters.heap();
    const start = await meters.mainThread();
    const ids = await visit.mount(further, contestants[column].tag);
    await visit.settle(ids, 1_500);
    const mounted = await meters.mainThread();
    const heapOfAll = await meters.heap();
    const collected = await meters.mainThread();
    for (const id of ids) {
      server.advance(id);
      await pause(40);
    }
    await pause(1_000);
    const changed = await meters.mainThread();
    await visit.close();
    return {
      'each-heap': [(heapOfAll.script - heapOfOne.script) / further / 1_000],
      'each-dom': [(heapOfAll.dom - heapOfOne.dom) / further / 1_000],
      'each-mount': [(mounted - start) / further],
      'each-change': [(changed - collected) / further],
    };
  },
};

/** A change of every tracker of a page that has 500. */
export const burst: Group = {
  name: 'burst',
  maximumRounds: 2,
  rows: [
    {
      id: 'burst',
      tolerance: 0.3,
      title: '500 trackers, one change each, all painted',
      unit: 'ms',
      aim: { ratio: 1.5 },
    },
  ],
  async measure({ browser, servers }, column) {
    const server = servers[column];
    const visit = await Visit.open(browser, server);
    await visit.settle();
    const ids = await visit.mount(crowd, contestants[column].tag);
    await visit.settle(ids, 2_000);
    const painted = visit.page.evaluate(allPainted, ids, 'Preparing');
    await pause(200);
    const start = clock();
    for (const id of ids) server.advance(id);
    const end = await painted;
    await visit.close();
    return { burst: [end - start] };
  },
};

/** Runs in the page: resolves at the end of the first frame in which all cards say the status. */
function allPainted(orderIds: readonly string[], text: string): Promise<number> {
  const cards = orderIds.map((id) => document.querySelector(`[data-order="${id}"]`));
  let shown = 0;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const look = () => {
      for (; shown < cards.length; shown += 1) {
        const card = cards[shown];
        const said = (card?.shadowRoot ?? card)?.querySelectorAll(
          '[part~=status-label], [part~=headline], [data-part=headline]',
        );
        if (![...(said ?? [])].some(({ textContent }) => textContent === text)) break;
      }
      if (shown < cards.length) {
        requestAnimationFrame(look);
        return;
      }
      port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
      port2.postMessage(undefined);
    };
    requestAnimationFrame(look);
  });
}
