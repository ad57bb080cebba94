import { html, render } from 'lit';
import type { DemoConfig } from '../shared/demo-config.js';
import { type GuestLink, tokenOf } from './guest-post.js';

/** The wallets that a phone may have, and what their makers want the buttons to say. */
const wallets = { apple: 'Add to Apple Wallet', google: 'Add to Google Wallet' } as const;
type WalletName = keyof typeof wallets;

/** Buttons for the wallets that the server has keys for; nothing without. An iPhone is not asked for Google's. */
export function offerWallets(config: DemoConfig, link: GuestLink, place: HTMLElement): void {
  const { wallet_url: url, wallets: offered = [] } = config;
  if (url === undefined) return;
  const isApple = /iPhone|iPad|Macintosh/.test(navigator.userAgent);
  const isAndroid = /Android/.test(navigator.userAgent);
  const shown = offered.filter((name) => (name === 'apple' ? !isAndroid : !isApple));

  async function add(name: WalletName, button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    const address = await linkTo(name).catch(() => undefined);
    button.disabled = false;
    if (address !== undefined) location.assign(address);
    else button.textContent = 'That did not work. Try again';
  }

  async function linkTo(name: WalletName): Promise<string | undefined> {
    const response = await fetch(String(url), {
      method: 'POST',
      headers: { Authorization: `Bearer ${await tokenOf(config, link)}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ order_id: link.orderId }),
      referrerPolicy: 'no-referrer',
    });
    const links = (await response.json()) as Partial<Record<WalletName, string>>;
    return response.ok ? links[name] : undefined;
  }

  const press = (name: WalletName) => (event: Event) => {
    if (event.currentTarget instanceof HTMLButtonElement) void add(name, event.currentTarget);
  };
  render(
    shown.map(
      (name) => html`<button type="button" class="wallet-button" @click=${press(name)}>${wallets[name]}</button>`,
    ),
    place,
  );
}
