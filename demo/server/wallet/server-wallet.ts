import { Hono } from 'hono';
import { cardWords } from '../../../src/messages.js';
import type { ReadSetting } from '../../supabase/functions/_shared/hosted-project.js';
import type { KitDatabase } from '../../supabase/functions/_shared/kit-database.js';
import { type OpenWallet, openWallet } from '../../supabase/functions/_shared/wallet/open-wallet.js';
import { pathAfterWallet } from '../../supabase/functions/_shared/wallet/wallet.js';
import type { BroadcastMessage, CommitListener } from '../database/committed-feed.js';
import { createSeldomLog } from '../log.js';

export interface ServerWalletServices {
  /** The database as the functions call it. */
  readonly kit: KitDatabase;
  readonly messageSecret: string;
  /** The address at which guests reach this server. */
  readonly origin: string;
  readonly read: ReadSetting;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** How long a change waits for others, in milliseconds: Apple's push service asks not to be hurried. */
const gatherFor = 250;
/** How often cards that could not be told are looked for, in milliseconds. */
const lookEvery = 15_000;

/** The wallets of this server: its endpoint, and what tells the cards at each committed change of an order. */
export class ServerWallet implements CommitListener {
  readonly #wallet: OpenWallet;
  readonly #sayTrouble = createSeldomLog(() => performance.now());
  #gathering: NodeJS.Timeout | undefined;
  #looking: NodeJS.Timeout | undefined;
  #telling: Promise<unknown> | undefined;
  #isWanted = false;
  #hasStopped = false;

  /** `undefined` without keys. Throws `NotSetUp`, which names the setting, if one is half set up. */
  static open({ kit, messageSecret, origin, read, now }: ServerWalletServices): ServerWallet | undefined {
    const wallet = openWallet({
      read,
      database: kit,
      messageSecret,
      trackingPage: read('TRACKING_PAGE') || `${origin}/confirmation?order_id={id}`,
      publicUrl: `${origin}/functions/v1/wallet`,
      words: cardWords,
      fetch,
      now,
    });
    return wallet && new ServerWallet(wallet);
  }

  private constructor(wallet: OpenWallet) {
    this.#wallet = wallet;
  }

  get names(): OpenWallet['names'] {
    return this.#wallet.names;
  }

  /** The endpoint, below `/functions/v1`. */
  routes(): Hono {
    const routes = new Hono();
    const answer = (request: Request) => this.#wallet.answer(request, pathAfterWallet(request.url));
    routes.all('/wallet', ({ req }) => answer(req.raw));
    routes.all('/wallet/*', ({ req }) => answer(req.raw));
    return routes;
  }

  start(): void {
    this.#looking = setInterval(() => this.#tell(), lookEvery);
    this.#looking.unref();
  }

  broadcast({ topic }: BroadcastMessage): void {
    if (!topic.startsWith('order:') || this.#hasStopped) return;
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      this.#tell();
    }, gatherFor);
  }

  /** Waits for what is on its way. */
  async stop(): Promise<void> {
    this.#hasStopped = true;
    clearTimeout(this.#gathering);
    clearInterval(this.#looking);
    await this.#telling;
    this.#wallet.close();
  }

  #tell(): void {
    this.#isWanted = true;
    this.#telling ??= this.#tellAll().finally(() => {
      this.#telling = undefined;
    });
  }

  async #tellAll(): Promise<void> {
    while (this.#isWanted && !this.#hasStopped) {
      this.#isWanted = false;
      await this.#wallet
        .tell()
        .catch((error: unknown) => this.#sayTrouble('Wallets could not be told of a change.', error));
    }
  }
}
