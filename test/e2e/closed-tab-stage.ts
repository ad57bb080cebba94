import assert from 'node:assert/strict';
import { type Browser, type BrowserContext, type ElementHandle, launch, type Page } from 'puppeteer-core';
import { type DemoServer, startDemoServer } from '../../demo/server/server.js';
import { messageSecret } from '../../demo/supabase/functions/_shared/notify/message-secret.js';
import { moveTo, placeOrder } from '../demo/support.js';
import { Autopush } from '../notify/autopush.js';
import { GuestRequests, rowsOf } from '../notify/notify-hosts.js';
import { findBrowsers } from '../support/browsers.js';
import { migratedCluster } from '../support/empty-cluster.js';
import { Guest } from './guest-page.js';

/** A message as the page `/outbox` has it. */
export interface OutboxMessage {
  readonly id: string;
  readonly number: number;
  readonly channel: 'push' | 'sms' | 'email';
  readonly kind: string;
  readonly orderId: string;
  readonly text: string;
  readonly html?: string;
  readonly link: string;
}

/** A notification that Firefox shows. */
export interface ShownNotification {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
}

/** The order itself, and the links by which its guest may look at it for two hours more. */
const ofTheOrder = ['public.order_items', 'public.order_events', 'private.tracking_links'];

/** What the guest ticks and types on the order page. */
export interface Ticked {
  readonly push?: boolean;
  readonly sms?: string;
  readonly email?: string;
}

/** Milliseconds for what the outbox does by itself, on a machine with other work as well. */
export const patience = 30_000;

/**
 * The demo's server with its outbox at work, and guests with a real Firefox, whose push service is the test's own. Only the
 * vendors of SMS and e-mail are the demo's doubles.
 */
export class ClosedTabStage {
  readonly server: DemoServer;
  readonly service: Autopush;
  readonly #browser: Browser;
  #contexts: BrowserContext[] = [];

  private constructor(server: DemoServer, service: Autopush, browser: Browser) {
    this.server = server;
    this.service = service;
    this.#browser = browser;
  }

  static async start(): Promise<ClosedTabStage> {
    const { firefox } = findBrowsers();
    assert.ok(firefox, 'Firefox is not installed');
    const service = await Autopush.start();
    const settings: Readonly<Record<string, string>> = { NOTIFY_PUSH_HOSTS: service.origin };
    const [server, browser] = await Promise.all([
      migratedCluster().then((cluster) =>
        startDemoServer({ port: 0, emptyCluster: cluster, setting: (name) => settings[name] }),
      ),
      launch({
        browser: 'firefox',
        executablePath: firefox.browser,
        extraPrefsFirefox: {
          ...service.preferences,
          // In a context of its own, Firefox does not count the notifications that it shows as shown: after 16 pushes it
          // would end the subscription.
          'dom.push.maxQuotaPerSubscription': 1000,
        },
      }),
    ]);
    return new ClosedTabStage(server, service, browser);
  }

  async end(): Promise<void> {
    await this.#browser.close();
    await this.server.close();
    await this.service.close();
  }

  /** Closes every tab, with all that the guests' browsers have kept. */
  async closeAll(): Promise<void> {
    await Promise.all(this.#contexts.map((context) => context.close()));
    this.#contexts = [];
    this.service.isDeaf = false;
  }

  /** A guest's browser of its own. Its first tab is a page of another site, so that it stays open. */
  async newGuest(): Promise<GuestBrowser> {
    const context = await this.#browser.createBrowserContext();
    this.#contexts.push(context);
    return new GuestBrowser(this, context, await context.newPage());
  }

  /** How long each step of the ladder waits, in seconds. */
  async setPatience(seconds: Readonly<Record<'page' | 'push' | 'sms' | 'email' | 'staff', number>>): Promise<void> {
    await rowsOf(
      this.server,
      `insert into public.notification_settings
        (restaurant_id, page_seconds, push_seconds, sms_seconds, email_seconds, staff_seconds)
      select id, $1, $2, $3, $4, $5 from public.restaurants
      on conflict (restaurant_id) do update set
        page_seconds = excluded.page_seconds, push_seconds = excluded.push_seconds, sms_seconds = excluded.sms_seconds,
        email_seconds = excluded.email_seconds, staff_seconds = excluded.staff_seconds`,
      [seconds.page, seconds.push, seconds.sms, seconds.email, seconds.staff],
    );
  }

  /** What the page `/outbox` shows of an order. */
  async outbox(orderId: string): Promise<readonly OutboxMessage[]> {
    const answer = await fetch(`${this.server.url}/api/outbox/messages?after=0`);
    const { messages } = (await answer.json()) as { readonly messages: readonly OutboxMessage[] };
    return messages.filter((message) => message.orderId === orderId);
  }

  /** Waits until the rows of a query are as wanted; rejects with the last ones. */
  async until<Row extends object>(
    what: string,
    sql: string,
    values: readonly unknown[],
    isWanted: (rows: readonly Row[]) => boolean,
    limit = patience,
  ): Promise<readonly Row[]> {
    const end = performance.now() + limit;
    for (;;) {
      const rows = await rowsOf<Row>(this.server, sql, values);
      if (isWanted(rows)) return rows;
      if (performance.now() > end) {
        const log = await this.log(String(values[0]));
        assert.fail(`${what}: ${JSON.stringify(rows)}\n${log.join('\n')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** Waits until a notification of this kind has this end; the state and what reached the guest. */
  async becomes(orderId: string, kind: string, state: string, limit?: number): Promise<string | null> {
    const [row] = await this.until<{ state: string; reached_by: string | null }>(
      `${kind} is not ${state}`,
      `select state, reached_by from private.notifications where order_id = $1 and kind = $2
      order by version desc limit 1`,
      [orderId, kind],
      ([newest]) => newest?.state === state,
      limit,
    );
    return row?.reached_by ?? null;
  }

  /** Waits until these channels, in this order, have a message of this kind. Resolves with the last one first. */
  async sends(orderId: string, kind: string, channels: readonly string[]): Promise<readonly OutboxMessage[]> {
    const end = performance.now() + patience;
    for (;;) {
      const sent = (await this.outbox(orderId)).filter((message) => message.kind === kind);
      if (sent.length >= channels.length) {
        assert.deepEqual(
          sent.map(({ channel }) => channel),
          channels,
        );
        return sent.toReversed();
      }
      if (performance.now() > end) assert.fail((await this.log(orderId)).join('\n'));
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** Once nothing is open any more, the next cleaning leaves nothing of the order's messages. The worker cleans each minute. */
  async isCleaned(orderId: string): Promise<void> {
    await this.until<{ state: string }>(
      'something is still open',
      `select state from private.notifications where order_id = $1 and state = 'open'`,
      [orderId],
      (open) => open.length === 0,
    );
    await rowsOf(this.server, 'select public.clean_notifications()');
    assert.deepEqual(await this.leftOf(orderId), []);
  }

  /** The address of the order's page in messages, which opens it in any tab. */
  async linkTo(orderId: string): Promise<string> {
    const capability = await messageSecret(this.server.secrets.messageSecret).linkCapability(orderId);
    return `${this.server.url}/confirmation?order_id=${orderId}#track=${capability}`;
  }

  /** Why each message was sent or not. */
  async log(orderId: string): Promise<readonly string[]> {
    const rows = await rowsOf<{ line: string }>(
      this.server,
      `select concat_ws(' ', notifications.kind, log.decision, log.reason) as line
      from private.notification_log as log
      left join private.notifications on notifications.id = log.notification_id
      where log.order_id::text = $1 order by log.id`,
      [orderId],
    );
    return rows.map(({ line }) => line);
  }

  /** Every table with rows of the order, however they hang on it, but those that are the order itself. */
  async leftOf(orderId: string): Promise<readonly string[]> {
    const tables = await rowsOf<{ name: string; condition: string }>(
      this.server,
      `select columns.table_schema || '.' || columns.table_name as name, 'order_id = $1::uuid' as condition
      from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where columns.column_name = 'order_id' and tables.table_type = 'BASE TABLE'
        and columns.table_schema in ('public', 'private')
        and (columns.table_schema || '.' || columns.table_name) <> all ($1)
      union all select 'private.deliveries', 'notification_id in (select id from private.notifications
        where order_id = $1::uuid)'
      union all select 'private.delivery_attempts', 'delivery_id in (select deliveries.id from private.deliveries
        join private.notifications on notifications.id = notification_id where order_id = $1::uuid)'
      order by name`,
      [ofTheOrder],
    );
    const left = [];
    for (const { name, condition } of tables) {
      const sql = `select count(*)::integer as count from ${name} where ${condition}`;
      const [row] = await rowsOf<{ count: number }>(this.server, sql, [orderId]);
      if (row?.count !== 0) left.push(`${name}: ${row?.count}`);
    }
    return left;
  }

  /**
   * Places so many further orders of the guest, whose browser is asked for nothing more, makes them ready one after the other
   * with every tab of the site closed, and returns the milliseconds from before each commit until the server knew that the
   * browser has shown it, in ascending order.
   */
  async measure(tab: Page, orderId: string, count: number): Promise<readonly number[]> {
    const [recipient] = await rowsOf<{ address: PushSubscriptionJSON }>(
      this.server,
      `select address from private.recipients where order_id = $1 and channel = 'push'`,
      [orderId],
    );
    assert.ok(recipient);
    await tab.close();
    const took: number[] = [];
    for (let place = 0; place < count; place += 1) {
      const { id } = await placeOrder(this.server);
      const guest = new GuestRequests(
        { notify: `${this.server.url}/functions/v1/notify` },
        id,
        await this.server.tokens.signForGuest(id),
      );
      assert.equal((await guest.consent('push', recipient.address)).status, 201);
      await moveTo(this.server, id, 'preparing');
      const told = this.service.received.length;
      await moveTo(this.server, id, 'ready');
      await this.becomes(id, 'ready', 'reached');
      assert.equal(this.service.received.length, told + 1);
      const [times] = await rowsOf<{ took: number }>(
        this.server,
        `select extract(epoch from closed_at - created_at)::float * 1000 as took
        from private.notifications where order_id = $1 and kind = 'ready'`,
        [id],
      );
      took.push(times?.took ?? Number.NaN);
    }
    return took.toSorted((a, b) => a - b);
  }
}

/** A guest with Firefox. */
export class GuestBrowser {
  readonly elsewhere: Page;
  readonly #stage: ClosedTabStage;
  readonly #context: BrowserContext;

  constructor(stage: ClosedTabStage, context: BrowserContext, elsewhere: Page) {
    this.#stage = stage;
    this.#context = context;
    this.elsewhere = elsewhere;
  }

  async newTab(): Promise<Page> {
    const page = await this.#context.newPage();
    page.setDefaultTimeout(patience);
    await page.evaluateOnNewDocument(notePageAlerts);
    return page;
  }

  /** Orders on the order page, with what is ticked there, and has the confirmation page before them. */
  async order(ticked: Ticked = {}): Promise<{ readonly guest: Guest; readonly orderId: string }> {
    const guest = new Guest(await this.newTab(), this.#stage.server.url);
    const { page } = guest;
    await guest.open();
    await guest.choose({ dishes: { Espresso: 1 } });
    if (ticked.push) {
      await page.locator('[name=notify-push]').click();
      await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[name=notify-push]')?.checked);
    }
    for (const channel of ['sms', 'email'] as const) {
      const address = ticked[channel];
      if (address === undefined) continue;
      await page.locator(`[name=notify-${channel}]`).click();
      await page.locator(`[name=address-${channel}]`).fill(address);
    }
    await Promise.all([page.waitForNavigation(), guest.submit()]);
    await page.waitForSelector('order-status-tracker[status]');
    return { guest, orderId: guest.address.searchParams.get('order_id') ?? '' };
  }

  /** Asks for pushes in the tracker: "Tell me when it is ready", then "Tell me when this page is closed". */
  async wantPush({ page }: Guest): Promise<void> {
    for (const part of ['alert-button', 'reach-button', 'reach-agree-button']) await (await partOf(page, part)).click();
    await partOf(page, 'reach-stop-button');
  }

  /** Waits until the browser has no subscription of the site any more, as a page of it sees. */
  async hasUnsubscribed(page: Page): Promise<void> {
    await page.waitForFunction(
      async () => {
        const registrations = await navigator.serviceWorker.getRegistrations();
        const found = await Promise.all(registrations.map(({ pushManager }) => pushManager.getSubscription()));
        return found.every((subscription) => subscription === null);
      },
      { polling: 100 },
    );
  }

  /** What the browser shows of the site, seen from a page of it that follows no order. */
  async shown(): Promise<readonly ShownNotification[]> {
    const page = await this.newTab();
    await page.goto(`${this.#stage.server.url}/relay`);
    const shown = await page.evaluate(async () => {
      const registrations = await navigator.serviceWorker.getRegistrations();
      const found = await Promise.all(registrations.map((registration) => registration.getNotifications()));
      return found.flat().map(({ title, body, tag }) => ({ title, body, tag }));
    });
    await page.close();
    return shown;
  }
}

/** Waits for a visible part of the tracker. Without `visible`, Puppeteer would not look into its shadow root again. */
async function partOf(page: Page, part: string): Promise<ElementHandle> {
  const found = await page.waitForSelector(`order-status-tracker >>> [part~=${part}]`, { visible: true });
  assert.ok(found);
  return found;
}

/** In a page: notes its own alerts in `told`. */
function notePageAlerts(): void {
  const note = (what: string) => {
    const told: string[] = Reflect.get(globalThis, 'told') ?? [];
    told.push(what);
    Reflect.set(globalThis, 'told', told);
  };
  // There may be no device for sound, but each alert of a page that the guest has turned on vibrates as well.
  Object.defineProperty(navigator, 'vibrate', { value: () => note('vibration') });
  globalThis.Notification = new Proxy(Notification, {
    construct(made, options) {
      note('notification');
      return Reflect.construct(made, options);
    },
  });
}
