import { html, render } from 'lit';
import { Player, type PlayerState } from './relay/player.js';
import { loadSamples } from './relay/relay-api.js';
import { controls, log } from './relay/relay-view.js';
import { loadDemoConfig } from './shared/demo-config.js';
import { createTracker } from './shared/guest-tracker.js';

const place = (id: string) => document.querySelector<HTMLElement>(`#${id}`) ?? document.body;
const transport = new URLSearchParams(location.search).get('transport');

async function start(): Promise<void> {
  const [config, samples] = await Promise.all([loadDemoConfig(), loadSamples()]);
  const [first] = samples;
  if (!first) throw new Error('The server has no samples.');

  let followed: string | undefined;
  /** Shows the guest's tracker of an order. It takes the secret of the link out of the address, as on a guest's page. */
  const follow = ({ order }: PlayerState) => {
    if (order?.id === followed) return;
    followed = order?.id;
    const address = new URL(location.href);
    address.search = order ? `?order_id=${order.id}` : '';
    address.hash = order ? `track=${order.capability}` : '';
    history.replaceState(history.state, '', address);
    if (order) place('tracker').replaceChildren(createTracker(config, transport));
    else showNothing();
  };
  const show = (state: PlayerState) => {
    render(controls(player, samples), place('controls'));
    render(log(state), place('log'));
    follow(state);
  };
  const player = new Player(first, show);
  showNothing();
  show(player.state);
}

function showNothing(): void {
  const empty = document.createElement('p');
  empty.className = 'relay-empty';
  empty.textContent = 'Send the first message: the guest’s view appears here.';
  place('tracker').replaceChildren(empty);
}

start().catch(() => {
  render(html`<p class="notice">The server cannot be reached. Please load this page again.</p>`, place('controls'));
});
