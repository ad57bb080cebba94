import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'puppeteer-core';
import type { DemoServer } from '../../demo/server/server.js';
import { waitFor } from '../servers/wait.js';
import { DemoStage } from './demo-stage.js';
import { phone } from './screens.js';

const minute = 60_000;
/** How long a page that says "Live" may show what the database no longer knows, in milliseconds. */
const oneSecond = 1000;
/** With `transport=polling` the confirmation page reads every 5 s, plus or minus 20 %. */
const onePoll = 5000 * 1.2 + oneSecond;
/** Until then a page whose connection was cut has another, and shows what it missed, in milliseconds. */
const caughtUp = 30_000;

const labels: Readonly<Record<string, string>> = {
  pending: 'Order Received',
  preparing: 'Preparing',
  ready: 'Ready',
  served: 'Served',
  completed: 'Completed',
};
const percents: Readonly<Record<string, string>> = { pending: '33%', preparing: '67%' };

/** What the card says of the order, as far as it follows from the order's row. */
interface Said {
  readonly step: string;
  readonly percent: string;
  /** The clock times of the headline, in minutes of half a day. */
  readonly times: readonly number[];
  readonly notes: readonly string[];
  /** How many dishes are ready, where the kitchen says so. */
  readonly dishes: string;
}

/** What stood in one frame that a browser drew, and when by the clock of this machine. */
interface Frame {
  readonly at: number;
  readonly said: Said;
  readonly connection: string;
}

interface Row {
  readonly status: string;
  readonly on_hold: boolean;
  readonly delayed: boolean;
  readonly reason: string | null;
  readonly estimated_ready_from: string;
  readonly estimated_ready_to: string;
  readonly dishes_ready: number;
}

/** A guest's page, and each frame that it drew. */
interface Watched {
  readonly page: Page;
  readonly frames: Frame[];
  readonly transport: string;
}

/** What the database knew from one commit to the next. It was made between `begun` and `done`. */
interface Known {
  readonly said: Said;
  readonly begun: number;
  readonly done: number;
}

/** Runs in the page before anything of it is parsed: tells the test what stands in each frame with an order. */
function tellFrames(): void {
  const { noteFrame } = globalThis as unknown as { noteFrame(frame: Frame): void };
  const look = () => {
    const root = document.querySelector('order-status-tracker')?.shadowRoot;
    const text = (selector: string) => root?.querySelector(selector)?.textContent?.trim() ?? '';
    const step = text('[aria-current=step] .name');
    if (step) {
      const times = [...text('[part~=headline]').matchAll(/(\d+):(\d\d)/g)];
      const notes = [...(root?.querySelectorAll('[part=note] strong, [part=reason]') ?? [])];
      noteFrame({
        at: Date.now(),
        said: {
          step,
          percent: text('[part=progress-text]'),
          times: times.map(([, hours, minutes]) => (Number(hours) % 12) * 60 + Number(minutes)),
          // That the kitchen took a step back is news, which no row holds.
          notes: notes.map((note) => note.textContent.trim()).filter((note) => !note.startsWith('Back in the kitchen')),
          dishes: text('[part=items-ready]:not([hidden])'),
        },
        connection: text('[part=connection-text]'),
      });
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** What the card has to say of a row: written from the issue, not from the code that draws. */
function whatIsTrueOf(row: Row): Said {
  const isWaitedFor = row.status === 'pending' || row.status === 'preparing';
  const inHalfDay = (moment: string) => (new Date(moment).getHours() % 12) * 60 + new Date(moment).getMinutes();
  return {
    step: labels[row.status] ?? '',
    percent: percents[row.status] ?? '100%',
    times: isWaitedFor && !row.on_hold ? [row.estimated_ready_from, row.estimated_ready_to].map(inHalfDay) : [],
    notes: isWaitedFor
      ? [...(row.on_hold ? ['On hold.'] : row.delayed ? ['Running late.'] : []), ...(row.reason ? [row.reason] : [])]
      : [],
    dishes: row.status !== 'completed' && row.dishes_ready ? `${row.dishes_ready} of 2 ready` : '',
  };
}

/** An order's row, and everything that the database knew of it, with the time of each commit. */
class WrittenRow {
  readonly known: Known[] = [];
  readonly #server: DemoServer;
  readonly #id: string;

  constructor(server: DemoServer, id: string) {
    this.#server = server;
    this.#id = id;
  }

  /** Changes columns of the order. */
  change(set: string): Promise<void> {
    return this.#write(`update public.orders set ${set} where id = $1`);
  }

  /** The kitchen has finished one dish. */
  finishDish(): Promise<void> {
    return this.#write("update public.order_items set status = 'ready' where order_id = $1 and position = 0");
  }

  async #write(statement: string): Promise<void> {
    const begun = Date.now();
    const row = await this.#server.database.transaction(async (query) => {
      await query.query(statement, [this.#id]);
      const { rows } = await query.query<Row>(
        `select orders.*, (select count(*)::int from public.order_items where order_id = $1 and order_items.status = 'ready')
           as dishes_ready
         from public.orders where id = $1`,
        [this.#id],
      );
      return rows[0];
    });
    assert.ok(row);
    this.known.push({ said: whatIsTrueOf(row), begun, done: Date.now() });
  }
}

/** Why a frame is wrong; `undefined` if what it says was known at its time, or a moment before. */
function wrongIn({ at, said, connection }: Frame, known: readonly Known[], limit: number): string | undefined {
  // Only a page that says it is up to date has to be.
  const isLive = connection === 'Live' || connection === 'Checking for updates';
  // Percentages and clock times come one moment after the first picture, which has room for them.
  const isFirst = !said.percent && !said.times.length;
  const mayBeSaid = known.some((one, index) => {
    const ended = known[index + 1]?.done ?? Number.POSITIVE_INFINITY;
    const expected = isFirst ? { ...one.said, percent: '', times: [] } : one.said;
    return isDeepStrictEqual(expected, said) && one.begun <= at && (!isLive || at <= ended + limit);
  });
  if (mayBeSaid) return undefined;
  const now = known.findLast(({ begun }) => begun <= at);
  const age = now ? `${at - now.done} ms after the commit of` : 'before';
  return `"${connection}", ${JSON.stringify(said)}, ${age} ${JSON.stringify(now?.said)}`;
}

describe('every frame of an evening', () => {
  const demo = new DemoStage();

  /** Opens the order, and keeps each frame that is drawn. */
  async function watch(url: string, transport: string): Promise<Watched> {
    const page = await demo.screens.open(phone);
    const frames: Frame[] = [];
    await page.exposeFunction('noteFrame', (frame: Frame) => void frames.push(frame));
    await page.evaluateOnNewDocument(tellFrames);
    const address = new URL(url);
    address.searchParams.set('transport', transport);
    await page.goto(String(address));
    await page.waitForSelector(`order-status-tracker[connection=${transport === 'polling' ? transport : 'connected'}]`);
    return { page, frames, transport };
  }

  it('says only what the database knew at that time, or a moment before', async () => {
    const answer = await fetch(`${demo.server.url}/api/orders`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        fulfilment: 'pickup',
        items: [
          { name: 'Espresso', quantity: 1 },
          { name: 'Ribollita', quantity: 1 },
        ],
      }),
    });
    const { id, track_url } = (await answer.json()) as { id: string; track_url: string };
    const row = new WrittenRow(demo.server, id);
    const inFiveMinutes = Math.ceil(Date.now() / (5 * minute)) * 5 * minute;
    const window = (from: number, to: number) => {
      const [start, end] = [from, to].map((minutes) => new Date(inFiveMinutes + minutes * minute).toISOString());
      return `estimated_ready_from = '${start}', estimated_ready_to = '${end}'`;
    };
    await row.change(window(30, 40));
    const guests: Watched[] = [];
    for (const transport of ['supabase', 'websocket', 'polling']) guests.push(await watch(track_url, transport));

    /** Waits until what the database knows stands on each page that is told of changes. */
    const isSeen = async () => {
      const said = row.known.at(-1)?.said;
      const told = guests.filter(({ transport }) => transport !== 'polling');
      for (const { frames, transport } of told) {
        await waitFor(
          () => isDeepStrictEqual(frames.at(-1)?.said, said),
          caughtUp,
          `${transport}: ${JSON.stringify(said)}`,
        );
      }
    };

    await row.change(`status = 'preparing', ${window(25, 35)}`);
    await isSeen();
    // Two changes at once: the first may be in no picture, or in one.
    await row.change(window(40, 50));
    await row.change("on_hold = true, reason = 'The oven is being lit again'");
    await isSeen();
    await row.change('on_hold = false, reason = null');
    await isSeen();
    await row.finishDish();
    await isSeen();
    demo.server.sockets.break();
    await row.change("delayed = true, reason = 'A large party before you'");
    await isSeen();
    // The kitchen never lifts the delay.
    await row.change("status = 'ready'");
    await isSeen();
    await row.change("status = 'preparing', delayed = false, reason = null");
    await isSeen();
    await Promise.all([guests[0]?.page.reload(), row.change("status = 'ready'")]);
    await isSeen();
    await row.change("status = 'completed'");
    // The reads of `polling` are seconds apart: one that has seen a change has shown what there is to see.
    const last = { polling: '[status]:not([status=pending])', live: '[status=completed][connection=closed]' };
    await Promise.all(
      guests.map(({ page, transport }) =>
        page.waitForSelector(`order-status-tracker${transport === 'polling' ? last.polling : last.live}`),
      ),
    );

    for (const { transport, frames } of guests) {
      const limit = transport === 'polling' ? onePoll : oneSecond;
      assert.ok(frames.length > 60, `${transport}: ${frames.length} frames`);
      const wrong = frames.flatMap((frame) => wrongIn(frame, row.known, limit) ?? []);
      assert.deepEqual([...new Set(wrong)].slice(0, 5), [], transport);
      const seen = new Set(frames.map(({ said }) => JSON.stringify(said))).size;
      if (transport !== 'polling') assert.ok(seen > 6, `${transport}: ${seen} different pictures`);
    }
  });
});
